package io.github.ecsprofile.output;

import io.github.ecsprofile.model.Operation;
import java.util.List;

/**
 * Builds the commands that messages suggest from the command line that is running, so that each can
 * be pasted as it stands: with the same account, endpoint, names and templates.
 */
public interface SuggestedCommands {
  /** Returns the running command with flags added, such as {@code --update}. */
  String again(List<String> flags);

  /**
   * Returns another command with the options of the running one that it takes.
   *
   * @param project null for the projects of the running command
   */
  String of(Operation operation, String project, List<String> flags);

  /**
   * Returns the command that prints the policy which the running command needs.
   *
   * @param project null for the first project of the running command
   */
  String permissions(String project);

  /** Returns the AWS CLI command that adds a role to an instance profile, on the same endpoint. */
  String addRole(String profile, String role);
}
