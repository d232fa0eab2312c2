package io.github.ecsprofile.cli;

import java.util.Optional;

/**
 * A line of {@code --accounts-from}.
 *
 * @param account its id
 * @param profile the profile of the AWS config files; empty for the caller's own credentials
 * @param role the role that is assumed in the account, with its path; empty for none
 * @param source the file and the line, for messages
 */
record AccountLine(String account, Optional<String> profile, Optional<String> role, String source) {
  boolean isForRole() {
    return role.isPresent();
  }

  /** Returns the line as a list has it. */
  String text() {
    return account + profile.map(p -> " " + p).orElse("");
  }
}
