/** Renders the desired state as CloudFormation, Terraform or the permissions that it needs. */
package io.github.ecsprofile.export;
