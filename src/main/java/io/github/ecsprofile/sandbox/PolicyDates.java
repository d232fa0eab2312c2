package io.github.ecsprofile.sandbox;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the dates of the Date operators: W3C forms of ISO 8601, or seconds since 1970. Follows
 * IAM's parser, which takes more than ISO 8601: 01T and a year of -292275054 are dates.
 */
final class PolicyDates {
  private static final Pattern DATE =
      Pattern.compile(
          "(-?\\d{1,9})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?"
              + "(?:t(?:(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9}))?"
              + "(?:z|\\+(\\d{2})(?::(\\d{2}))?)?)?)?)?)?");

  private PolicyDates() {}

  static boolean isDate(String text) {
    String date = text.toLowerCase(Locale.ROOT);
    if (isSeconds(date)) {
      return date.matches("\\d{1,19}") && new BigInteger(date).bitLength() <= Long.SIZE - 1;
    }
    Matcher m = DATE.matcher(date);
    if (!m.matches()) {
      return false;
    }
    int year = Integer.parseInt(m.group(1));
    return year >= -292275054
        && year <= 292278993
        && isWithin(m.group(2), 1, 12)
        && isWithin(m.group(3), 1, 31)
        && isWithin(m.group(4), 0, 23)
        && isWithin(m.group(5), 0, 59)
        && isWithin(m.group(6), 0, 59)
        && isWithin(m.group(8), 0, 23)
        && isWithin(m.group(9), 0, 59);
  }

  private static boolean isSeconds(String date) {
    return !date.contains("t") && !date.contains("-");
  }

  private static boolean isWithin(String number, int min, int max) {
    return number == null || Integer.parseInt(number) >= min && Integer.parseInt(number) <= max;
  }

  /** Returns the moment that a text names; null if it names none. */
  static Instant instant(String text) {
    if (!isDate(text)) {
      return null;
    }
    String date = text.toLowerCase(Locale.ROOT);
    if (isSeconds(date)) {
      long seconds = Long.parseLong(date);
      return Instant.ofEpochSecond(Math.min(seconds, Instant.MAX.getEpochSecond()));
    }
    Matcher m = DATE.matcher(date);
    m.matches();
    LocalDate day =
        LocalDate.of(number(m.group(1)), Math.max(1, number(m.group(2))), 1)
            .plusDays(Math.max(1, number(m.group(3))) - 1L);
    String fraction = m.group(7) == null ? "0" : m.group(7);
    return day.atStartOfDay()
        .plusHours(number(m.group(4)) - number(m.group(8)))
        .plusMinutes(number(m.group(5)) - number(m.group(9)))
        .plusSeconds(number(m.group(6)))
        .plusNanos(Long.parseLong((fraction + "00000000").substring(0, 9)))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
