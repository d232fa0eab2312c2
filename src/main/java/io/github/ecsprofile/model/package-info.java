/**
 * Values and decisions: what was asked for ({@link io.github.ecsprofile.model.Desired}), what IAM
 * shows ({@link io.github.ecsprofile.model.Observed}), and the {@link
 * io.github.ecsprofile.model.Plan} between them. Pure: no I/O, clock, logging or user-facing text;
 * depends on the JDK and on Jackson's tree model only.
 */
package io.github.ecsprofile.model;
