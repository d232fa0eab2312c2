/** Runs representative commands so that the build can record a class archive. */
package io.github.ecsprofile.warmup;
