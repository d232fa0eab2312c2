package io.github.ecsprofile.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.github.ecsprofile.output.Console;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Logback, configured in code: silent until {@code -vv} asks for the requests, which go to the
 * console like every other line, with secrets masked. The SDK's own log stays off: it prints
 * headers and signatures.
 */
public final class Logging extends ContextAwareBase implements Configurator {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getLogger("ROOT").setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static boolean isWanted(String... words) {
    return Arrays.stream(words).anyMatch(w -> w.equals("--verbose") || w.matches("-[a-z]*v.*"));
  }

  /**
   * Leaves Logback out if nothing will be logged; to be called before the first logger is made, and
   * before there is another thread. Its set-up takes as long as a call to IAM. The properties are
   * those of SLF4J. A native image contains Logback already set up: there this has no effect.
   */
  public static void prepare(String... words) {
    if (isWanted(words)) {
      // A second thread that asks during the set-up gets a logger that is replayed later.
      LoggerFactory.getILoggerFactory();
    } else {
      System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
      System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
  }

  /** Logs requests to the console from verbosity 2. */
  static void level(int verbosity, Console console) {
    if (verbosity < 2 || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            console.print(
                List.of(
                    TIME.format(event.getInstant().atZone(ZoneId.systemDefault()))
                        + " "
                        + event.getFormattedMessage()));
          }
        };
    appender.setContext(context);
    appender.start();
    context.getLogger("ROOT").addAppender(appender);
    context.getLogger(ConsoleEvents.class).setLevel(Level.DEBUG);
  }
}
