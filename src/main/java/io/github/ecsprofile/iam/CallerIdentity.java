package io.github.ecsprofile.iam;

/**
 * Identifies the caller, as GetCallerIdentity of STS returns it.
 *
 * @param account the account's id
 * @param arn of a user, a role session, a federated user or the root user
 */
public record CallerIdentity(String account, String arn) {}
