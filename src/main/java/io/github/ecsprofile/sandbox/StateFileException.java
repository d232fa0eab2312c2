package io.github.ecsprofile.sandbox;

import java.io.IOException;

/** Reports a state file that cannot be used; the message is for the user. */
public final class StateFileException extends IOException {
  private static final long serialVersionUID = 1L;

  StateFileException(String message) {
    super(message);
  }
}
