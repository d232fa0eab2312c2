package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a connection reports, in order. */
final class RecordedEvents implements Events {
  final List<String> secrets = new CopyOnWriteArrayList<>();
  final List<String> log = new CopyOnWriteArrayList<>();
  final List<Failure> retries = new CopyOnWriteArrayList<>();
  String mfaCode;

  @Override
  public void secret(String value) {
    secrets.add(value);
    log.add("secret " + value);
  }

  @Override
  public Optional<String> mfaCode(String serial) {
    log.add("mfa " + serial);
    return Optional.ofNullable(mfaCode);
  }

  @Override
  public void requestSent(String action) {
    log.add("sent " + action);
  }

  @Override
  public void answered(String action, int status, Duration took) {
    log.add("answered " + action + " " + status);
  }

  @Override
  public void retrying(String action, Failure cause, Duration left) {
    retries.add(cause);
  }
}
