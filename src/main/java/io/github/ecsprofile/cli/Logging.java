package io.github.ecsprofile.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Arrays;
import org.slf4j.LoggerFactory;

/** Logback, set up in code: to stderr, and silent until -vv asks for the SDK's requests. */
public final class Logging extends ContextAwareBase implements Configurator {
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getLogger("ROOT").setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Whether something of the SDK may be told. */
  static boolean wanted(String... words) {
    return Arrays.stream(words).anyMatch(w -> w.equals("--verbose") || w.matches("-[a-z]*v.*"));
  }

  /**
   * Leaves Logback out where nothing of it would be heard; before the first logger is made. Its
   * setting up takes as long as a call.
   */
  public static void readyFor(String... words) {
    if (!wanted(words)) {
      System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
      System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
  }

  static void level(int verbosity) {
    if (verbosity < 2 || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{HH:mm:ss.SSS} %logger{0} %msg%n%nopex");
    encoder.start();
    ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
    stderr.setContext(context);
    stderr.setTarget(ConsoleTarget.SystemErr.getName());
    stderr.setEncoder(encoder);
    stderr.start();
    context.getLogger("ROOT").addAppender(stderr);
    // Requests only: the signer's log at this level holds session tokens.
    context.getLogger("software.amazon.awssdk.request").setLevel(Level.DEBUG);
  }
}
