/**
 * The edge of the process: streams, environment and arguments enter here, and the exit code leaves.
 */
package io.github.ecsprofile;
