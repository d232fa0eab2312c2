package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.ClientConfig;
import io.github.ecsprofile.iam.Connection;
import io.github.ecsprofile.iam.Deadline;
import io.github.ecsprofile.iam.Events;
import io.github.ecsprofile.iam.RoleConnections;
import io.github.ecsprofile.model.Partition;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What sets the run on one account of a list apart from the others.
 *
 * @param deadline of all of them
 * @param roles opens the connections of those that assume a role
 * @param results takes what is printed on stdout
 */
record AccountScope(
    AccountLine line,
    Partition partition,
    Deadline deadline,
    RoleConnections roles,
    Consumer<String> results) {
  /** Opens the connection to the account. */
  Connection open(ClientConfig config, Map<String, String> env, Events events) {
    return line.role()
        .map(
            role ->
                roles.open(
                    config,
                    "arn:" + partition.id() + ":iam::" + line.account() + ":role/" + role,
                    events))
        .orElseGet(() -> Connection.open(config, env, deadline, events));
  }
}
