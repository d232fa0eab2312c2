/**
 * The thin service layer over the AWS SDK's IAM client: reads ({@link
 * io.github.ecsprofile.iam.Reader}), writes ({@link io.github.ecsprofile.iam.Writer}), and the loop
 * that carries out a plan ({@link io.github.ecsprofile.iam.Provisioner}). The only package that
 * knows the SDK; no type of the SDK leaves it. Every error of the SDK becomes a {@link
 * io.github.ecsprofile.model.Failure}.
 */
package io.github.ecsprofile.iam;
