package io.github.ecsprofile.cli;

import java.util.BitSet;
import java.util.function.Consumer;

/**
 * Prints the results of accounts that run in parallel in the order of the list: those of the first
 * that has not ended at once, those of others when their turn comes.
 */
final class OrderedResults {
  private final Consumer<String> out;
  private final StringBuilder[] waiting;
  private final BitSet ended = new BitSet();
  private int turn;

  OrderedResults(int accounts, Consumer<String> out) {
    this.out = out;
    this.waiting = new StringBuilder[accounts];
  }

  /** Takes a result of the account with this place in the list. */
  synchronized void print(int place, String text) {
    if (place == turn) {
      out.accept(text);
      return;
    }
    if (waiting[place] == null) {
      waiting[place] = new StringBuilder();
    }
    waiting[place].append(text);
  }

  /** Records that an account has no more results. */
  synchronized void ended(int place) {
    ended.set(place);
    while (ended.get(turn)) {
      turn++;
      if (turn < waiting.length && waiting[turn] != null) {
        out.accept(waiting[turn].toString());
        waiting[turn] = null;
      }
    }
  }
}
