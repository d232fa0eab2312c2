/**
 * Turns JSON template files and presets into trust policies, tags and policies. Placeholders are
 * filled in on the parsed tree, once.
 */
package io.github.ecsprofile.template;
