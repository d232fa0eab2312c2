/**
 * Renders what people and programs read on stdout and stderr: plans, results, failures and run
 * reports become text, JSON, shell assignments or GitHub annotations. The only place with
 * sentences, colours and terminal escaping; input is values of {@code model}.
 */
package io.github.ecsprofile.output;
