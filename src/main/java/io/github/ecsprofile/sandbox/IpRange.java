package io.github.ecsprofile.sandbox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Matches addresses of IPv4 and IPv6 with ranges in CIDR form. */
final class IpRange {
  /** An address in digits; anything else would be looked up as a name. */
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private IpRange() {}

  /** Returns whether a range holds an address; false if one of them is none. */
  static boolean contains(String range, String address) {
    int slash = range.indexOf('/');
    byte[] network = bytes(slash < 0 ? range : range.substring(0, slash));
    byte[] host = bytes(address);
    if (network == null || host == null || network.length != host.length) {
      return false;
    }
    String length = slash < 0 ? String.valueOf(8 * network.length) : range.substring(slash + 1);
    if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > 8 * network.length) {
      return false;
    }
    int bits = Integer.parseInt(length);
    for (int i = 0; i < network.length && bits > 8 * i; i++) {
      int mask = 0xff << Math.max(0, 8 * (i + 1) - bits);
      if (((network[i] ^ host[i]) & mask & 0xff) != 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(String address) {
    try {
      return ADDRESS.matcher(address).matches()
          ? InetAddress.getByName(address).getAddress()
          : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
