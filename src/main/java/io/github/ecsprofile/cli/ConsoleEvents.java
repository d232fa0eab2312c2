package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Events;
import io.github.ecsprofile.model.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows on the console what a connection reports, and asks for what it needs. */
final class ConsoleEvents implements Events {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleEvents.class);

  private final CommandContext context;

  ConsoleEvents(CommandContext context) {
    this.context = context;
  }

  @Override
  public void secret(String value) {
    context.redactor().add(value);
  }

  @Override
  public void requestSent(String action) {
    LOG.debug("{}", action);
  }

  @Override
  public void answered(String action, int status, Duration took) {
    LOG.debug("{}: HTTP {} after {} ms", action, status, took.toMillis());
  }

  @Override
  public void retrying(String action, Failure cause, Duration left) {
    context
        .console()
        .waiting(
            "retrying " + action + " for up to " + left.toSeconds() + " s: " + cause.getMessage());
  }

  @Override
  public Optional<String> mfaCode(String serial) {
    if (!context.terminal().stdin() || !context.terminal().stderr()) {
      return Optional.empty();
    }
    // One question at a time: several accounts may have a device each.
    synchronized (context.in()) {
      context.console().ask("MFA code for " + serial + ":");
      try {
        String line =
            new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8))
                .readLine();
        return Optional.ofNullable(line).map(String::trim).filter(code -> !code.isEmpty());
      } catch (IOException e) {
        return Optional.empty();
      } finally {
        context.console().answered();
      }
    }
  }
}
