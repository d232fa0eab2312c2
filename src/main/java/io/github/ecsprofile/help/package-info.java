/**
 * Help pages, man pages and completion scripts, all made from one description of the command line
 * ({@link io.github.ecsprofile.help.CliModel}). The prose that the option declarations do not
 * contain is in one resource file per command. Depends on the JDK only.
 */
package io.github.ecsprofile.help;
