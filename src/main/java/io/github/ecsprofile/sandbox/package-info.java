/**
 * Provides a local IAM endpoint for rehearsals and tests: a subset of IAM's actions, with the
 * shapes, codes and texts that AWS answers, and faults on demand.
 *
 * <p>The package depends on the JDK and Jackson only; it shares no class and no resource with the
 * rest of the program, so that a defect there cannot hide here.
 */
package io.github.ecsprofile.sandbox;
