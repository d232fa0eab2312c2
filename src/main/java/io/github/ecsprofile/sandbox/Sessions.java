package io.github.ecsprofile.sandbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers who temporary access keys stand for, until the process ends; the oldest are dropped
 * first.
 */
final class Sessions {
  private static final int MAX_SESSIONS = 1000;

  private record Session(Principal principal, Instant expiry) {}

  private final Map<String, Session> sessions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
          return size() > MAX_SESSIONS;
        }
      };

  synchronized void add(String accessKey, Principal principal, Instant expiry) {
    sessions.put(accessKey, new Session(principal, expiry));
  }

  /**
   * Returns the principal of an access key. A key that the sandbox did not issue is its user's:
   * people rehearse with the credentials that they have.
   *
   * @throws IamError ExpiredToken if the session is over
   */
  synchronized Principal principal(String accessKey) {
    Session s = sessions.get(accessKey);
    if (s == null) {
      return Principal.SANDBOX_USER;
    }
    if (s.expiry.isBefore(Instant.now())) {
      throw new IamError(
          403, "ExpiredToken", "The security token included in the request is expired");
    }
    return s.principal;
  }
}
