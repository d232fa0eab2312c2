/**
 * The command line: one file per command, and what they share. The only package that knows picocli.
 * {@link io.github.ecsprofile.cli.EcsProfile} parses and runs; {@code Commands} lists the commands.
 */
package io.github.ecsprofile.cli;
