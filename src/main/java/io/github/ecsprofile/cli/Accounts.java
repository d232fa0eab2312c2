package io.github.ecsprofile.cli;

import io.github.ecsprofile.iam.Deadline;
import io.github.ecsprofile.iam.RoleConnections;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Partition;
import io.github.ecsprofile.output.BatchText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The accounts that a command runs on: the one in use, or those of a list, some at a time, each
 * with a connection of its own. An account that fails does not stop the others; the exit code is
 * the most severe one.
 */
final class Accounts {
  /**
   * As many at a time keep a command of a few dozen accounts short; more would wait for this CPU.
   */
  private static final int PARALLEL = 8;

  private final CommandContext context;
  private final List<AccountLine> lines;
  private final Map<AccountLine, Partition> partitions;

  private Accounts(
      CommandContext context, List<AccountLine> lines, Map<AccountLine, Partition> partitions) {
    this.context = context;
    this.lines = lines;
    this.partitions = partitions;
  }

  /** Returns the one account that the options and the environment lead to. */
  static Accounts inUse(CommandContext context) {
    return new Accounts(context, List.of(), Map.of());
  }

  /**
   * Returns the accounts of a list.
   *
   * @throws io.github.ecsprofile.model.Failure of kind BAD_INPUT if a region is unknown
   */
  static Accounts listed(CommandContext context, List<AccountLine> lines) {
    Map<AccountLine, Partition> partitions = new HashMap<>();
    lines.forEach(l -> partitions.put(l, context.aws().of(l).partition(context.env())));
    return new Accounts(context, lines, partitions);
  }

  boolean isListed() {
    return !lines.isEmpty();
  }

  /** Returns the ids of a list's accounts; empty where there is no list. */
  List<String> ids() {
    return lines.stream().map(AccountLine::account).toList();
  }

  /** Makes a value for each partition that an account is in, before anything is sent. */
  <T> Map<Partition, T> byPartition(Function<Partition, T> make) {
    Map<Partition, T> all = new EnumMap<>(Partition.class);
    if (isListed()) {
      lines.forEach(l -> all.computeIfAbsent(partitions.get(l), make));
    } else {
      Partition partition = context.partition();
      all.put(partition, make.apply(partition));
    }
    return all;
  }

  /** Runs the work on each account, with the surroundings for that account. */
  ExitCode run(Function<CommandContext, ExitCode> work) {
    if (!isListed()) {
      return work.apply(context);
    }
    Deadline deadline = context.aws().deadline();
    context.runs().opened(deadline);
    try (RoleConnections roles =
        new RoleConnections(context.env(), deadline, new ConsoleEvents(context))) {
      return run(deadline, roles, work);
    }
  }

  private ExitCode run(
      Deadline deadline, RoleConnections roles, Function<CommandContext, ExitCode> work) {
    OrderedResults results = new OrderedResults(lines.size(), context::print);
    List<CommandContext> all = new ArrayList<>();
    for (AccountLine line : lines) {
      int place = all.size();
      all.add(
          context.of(
              new AccountScope(
                  line,
                  partitions.get(line),
                  deadline,
                  roles,
                  text -> results.print(place, text))));
    }
    ExecutorService threads = DaemonThreads.pool(Math.min(PARALLEL, lines.size()), "account");
    AtomicInteger ended = new AtomicInteger();
    List<Future<ExitCode>> codes = new ArrayList<>();
    for (CommandContext one : all) {
      int place = codes.size();
      codes.add(
          threads.submit(
              () -> {
                try {
                  return deadline.isOpen() ? work(one, work) : null;
                } finally {
                  results.ended(place);
                  context
                      .console()
                      .progress(ended.incrementAndGet() + " of " + lines.size() + " accounts");
                }
              }));
    }
    ExitCode worst = worst(codes);
    threads.shutdown();
    return worst;
  }

  private static ExitCode work(CommandContext one, Function<CommandContext, ExitCode> work) {
    one.runGroup().begin();
    try {
      return work.apply(one);
    } catch (RuntimeException | Error e) {
      return new ErrorReporter(one).report(e);
    } finally {
      one.runGroup().end();
    }
  }

  /** An account without a code was not started within the deadline. */
  private ExitCode worst(List<Future<ExitCode>> codes) {
    ExitCode worst = ExitCode.OK;
    int notStarted = 0;
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      ExitCode code;
      try {
        code = codes.get(i).get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return ExitCode.INTERRUPTED;
      }
      if (code == null) {
        notStarted++;
        code = ExitCode.UNAVAILABLE;
      }
      worst = worst.combineWith(code);
      if (code != ExitCode.OK) {
        failed.add(lines.get(i).account() + " (exit " + code.code() + ")");
      }
    }
    context.console().progress("");
    if (notStarted > 0) {
      new ErrorReporter(context).notStarted(notStarted, "accounts");
    }
    context.note(BatchText.summary("account", lines.size(), failed));
    return worst;
  }
}
