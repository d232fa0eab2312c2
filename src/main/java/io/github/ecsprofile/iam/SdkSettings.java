package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks the settings that the SDK parses on its own, and that it answers with an exception where
 * they are wrong. Names and values are those of the AWS SDKs and Tools reference guide, "Settings
 * reference".
 */
final class SdkSettings {
  private record Setting(String variable, String property, Pattern values, String expected) {
    private static Setting of(String name, String values, String expected) {
      return new Setting(
          "AWS_" + name.toUpperCase(Locale.ROOT),
          name,
          Pattern.compile(values, Pattern.CASE_INSENSITIVE),
          expected);
    }

    private static Setting bool(String name) {
      return of(name, "true|false", "true or false");
    }

    private static Setting oneOf(String name, String values) {
      return of(name, values, "one of " + values.replace("|", ", "));
    }
  }

  private static final List<Setting> ALL =
      List.of(
          Setting.of("max_attempts", "0*[1-9]\\d{0,5}", "a number from 1"),
          Setting.oneOf("retry_mode", "legacy|standard|adaptive"),
          Setting.oneOf("defaults_mode", "legacy|standard|in-region|cross-region|mobile|auto"),
          Setting.bool("use_dualstack_endpoint"),
          Setting.bool("use_fips_endpoint"),
          Setting.bool("ignore_configured_endpoint_urls"),
          Setting.bool("disable_request_compression"),
          Setting.of(
              "request_min_compression_size_bytes",
              "\\d{1,7}|10[0-3]\\d{5}|104[0-7]\\d{4}|10480\\d{3}|1048[1-4]\\d{3}|10485[0-6]\\d{2}"
                  + "|104857[0-5]\\d|10485760",
              "a number from 0 to 10485760"),
          Setting.oneOf("account_id_endpoint_mode", "preferred|disabled|required"),
          Setting.oneOf("request_checksum_calculation", "when_supported|when_required"),
          Setting.oneOf("response_checksum_validation", "when_supported|when_required"),
          Setting.bool("ec2_metadata_v1_disabled"),
          Setting.bool("ec2_metadata_disabled"),
          Setting.oneOf("ec2_metadata_service_endpoint_mode", "ipv4|ipv6"));

  private SdkSettings() {}

  /**
   * Checks them all.
   *
   * @throws Failure of kind BAD_INPUT that names the first setting with a wrong value
   */
  static void check(Map<String, String> env, ConfigFiles files) {
    for (Setting s : ALL) {
      String value = env.get(s.variable);
      if (value != null) {
        check(s, s.variable, value);
      } else {
        files
            .property(s.property)
            .ifPresent(v -> check(s, s.property + " of the profile " + files.profile(), v));
      }
    }
  }

  private static void check(Setting s, String name, String value) {
    if (!s.values.matcher(value.trim()).matches()) {
      throw Failure.badInput(
          name + ": invalid value '" + value + "'", "Use " + s.expected + ", or unset it.");
    }
  }
}
