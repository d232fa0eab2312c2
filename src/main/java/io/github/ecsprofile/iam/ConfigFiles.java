package io.github.ecsprofile.iam;

import io.github.ecsprofile.model.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The AWS config and credentials files, and the profile of them that is in use: that of {@code
 * --profile}, else of AWS_PROFILE, else {@code default}.
 */
public final class ConfigFiles {
  private final ProfileFile files;
  private final String home;
  private final String option;
  private final String variable;

  private ConfigFiles(ProfileFile files, String home, String option, String variable) {
    this.files = files;
    this.home = home;
    this.option = option;
    this.variable = variable;
  }

  /**
   * Reads the files that the environment names, or those in the home directory.
   *
   * @param profile value of {@code --profile}; null for none
   * @throws Failure of kind BAD_INPUT if a file cannot be read or parsed, or if the profile that
   *     was named does not exist
   */
  public static ConfigFiles load(Map<String, String> env, String profile, Deadline deadline) {
    String variable = env.get("AWS_PROFILE");
    ConfigFiles loaded =
        new ConfigFiles(
            read(env, deadline),
            home(env),
            profile,
            variable == null || variable.isBlank() ? null : variable);
    loaded.requireProfile();
    return loaded;
  }

  /**
   * Returns whether the files have a profile.
   *
   * @throws Failure of kind BAD_INPUT if a file cannot be read or parsed
   */
  public static boolean hasProfile(Map<String, String> env, String name, Deadline deadline) {
    return read(env, deadline).profile(name).isPresent();
  }

  private static ProfileFile read(Map<String, String> env, Deadline deadline) {
    String home = home(env);
    ProfileFile.Aggregator all = ProfileFile.aggregator();
    add(all, env, "AWS_SHARED_CREDENTIALS_FILE", home, "credentials", deadline);
    add(all, env, "AWS_CONFIG_FILE", home, "config", deadline);
    return all.build();
  }

  /** Returns config files that hold nothing. */
  static ConfigFiles empty() {
    return new ConfigFiles(ProfileFile.aggregator().build(), null, null, null);
  }

  /** Returns the name of the profile in use. */
  public String profile() {
    return option != null ? option : variable != null ? variable : "default";
  }

  /** Whether the profile in use was named, by {@code --profile} or AWS_PROFILE. */
  boolean isNamed() {
    return option != null || variable != null;
  }

  /** Whether {@code --profile} names the profile, so that nothing else gives credentials. */
  boolean isOption() {
    return option != null;
  }

  /** Returns a setting of the profile in use. */
  public Optional<String> property(String name) {
    return files.profile(profile()).flatMap(p -> p.property(name));
  }

  Optional<Profile> profile(String name) {
    return files.profile(name);
  }

  /** Returns a section other than a profile, such as {@code services} or {@code sso-session}. */
  Optional<Profile> section(String kind, String name) {
    return files.getSection(kind, name);
  }

  ProfileFile files() {
    return files;
  }

  /** Returns the home directory; null where the environment names none. */
  String home() {
    return home;
  }

  private void requireProfile() {
    // The SDK would go on to other sources of credentials.
    if (isNamed() && files.profile(profile()).isEmpty()) {
      throw Failure.badInput(
          (option != null ? "--profile " : "AWS_PROFILE ")
              + profile()
              + ": the profile does not exist",
          "List the profiles with: aws configure list-profiles");
    }
  }

  private static String home(Map<String, String> env) {
    // The order of the SDK's own look-up; it has no other source in a test.
    for (String name : new String[] {"HOME", "USERPROFILE"}) {
      if (env.get(name) != null && !env.get(name).isBlank()) {
        return env.get(name);
      }
    }
    return null;
  }

  private static void add(
      ProfileFile.Aggregator all,
      Map<String, String> env,
      String variable,
      String home,
      String name,
      Deadline deadline) {
    String value = env.get(variable);
    boolean set = value != null && !value.isBlank();
    if (!set && home == null) {
      return;
    }
    String what = set ? variable + " " + value : "~/.aws/" + name;
    try {
      Path file = set ? BoundedFile.path(value, home) : BoundedFile.path("~/.aws/" + name, home);
      if (!Files.exists(file)) {
        // As the AWS CLI: a file that is not there holds nothing.
        return;
      }
      all.addFile(
          ProfileFile.builder()
              .content(new ByteArrayInputStream(BoundedFile.read(file, deadline)))
              .type(
                  name.equals("config")
                      ? ProfileFile.Type.CONFIGURATION
                      : ProfileFile.Type.CREDENTIALS)
              .build());
    } catch (IOException e) {
      throw Failure.badInput(what + ": " + e.getMessage(), "Name a file that can be read.");
    } catch (RuntimeException e) {
      // Not the SDK's message: it may quote a line with a key.
      throw Failure.badInput(
          what + ": not a valid AWS config file", "Check its syntax: aws configure list");
    }
  }
}
