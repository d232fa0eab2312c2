package io.github.ecsprofile.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Keeps temporary credentials until a minute before they expire, then gets new ones. */
final class CachedCredentials implements AwsCredentialsProvider {
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final Supplier<AwsCredentials> source;
  private AwsCredentials current;

  CachedCredentials(Supplier<AwsCredentials> source) {
    this.source = source;
  }

  @Override
  public synchronized AwsCredentials resolveCredentials() {
    if (current == null
        || current
            .expirationTime()
            .filter(end -> end.isBefore(Instant.now().plus(MARGIN)))
            .isPresent()) {
      current = source.get();
    }
    return current;
  }
}
