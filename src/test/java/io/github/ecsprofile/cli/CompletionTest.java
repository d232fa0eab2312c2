package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts in the shells that they are for, where these are installed. */
class CompletionTest {
  /** What is typed, and what is offered for the last word: all of it, or (…) some of it. */
  private static final String CASES =
      """
      ecs-profile ver                                  | verify
      ecs-profile --sandbox ge                         | get-arn
      ecs-profile all --project x --dry                | --dry-run
      ecs-profile all --instance-profile-n             | --instance-profile-name
      ecs-profile --output j                           | json
      ecs-profile all --output=j                       | json
      ecs-profile export --format cloud                | cloudformation
      ecs-profile all --region eu-central-             | eu-central-1 eu-central-2
      ecs-profile all --policy AmazonSSMManagedInstanceC | AmazonSSMManagedInstanceCore
      ecs-profile get-arn --profile wo                 | work
      ecs-profile --profile cred                       | creds-only
      ecs-profile completion z                         | zsh
      """;

  @TempDir Path dir;

  @BeforeEach
  void home() throws IOException {
    Files.createDirectories(dir.resolve(".aws"));
    Files.writeString(
        dir.resolve(".aws/config"), "[default]\n[profile work]\n[sso-session wonder]\n");
    Files.writeString(dir.resolve(".aws/credentials"), "[creds-only]\n");
    for (String shell : new String[] {"bash", "zsh", "fish"}) {
      Tool.Run run = Tool.inSandbox(dir).run("completion", shell);
      assertEquals(0, run.code(), run.all());
      Files.writeString(dir.resolve("script." + shell), run.out());
    }
  }

  private String shell(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", dir.toString());
    builder.environment().put("TERM", "dumb");
    builder.environment().remove("AWS_CONFIG_FILE");
    builder.environment().remove("AWS_SHARED_CREDENTIALS_FILE");
    builder.directory(dir.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      System.out.println("SKIPPED: " + command[0] + " is not installed");
      return Assumptions.abort(command[0] + " is not installed");
    }
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), out);
    return out;
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split("\\s+"))
        .filter(w -> !w.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = CASES)
  void bash(String typed, String offered) throws IOException, InterruptedException {
    // Bash hands words over cut at = as well.
    String drive =
        """
        source script.bash
        COMP_LINE=$1 COMP_POINT=${#1}
        COMP_WORDS=(); for w in $1; do
          case $w in *=*) COMP_WORDS+=("${w%%=*}" = "${w#*=}") ;; *) COMP_WORDS+=("$w") ;; esac
        done
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _ecs_profile
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    assertEquals(words(offered), words(shell("bash", "--norc", "-c", drive, "bash", typed)), typed);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = CASES)
  void fish(String typed, String offered) throws IOException, InterruptedException {
    String drive = "source script.fish; complete -C $argv[1] | string replace -r '\\t.*' ''";
    Set<String> got =
        words(shell("fish", "--no-config", "-c", drive, typed)).stream()
            .map(w -> w.replaceFirst("^--output=", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(words(offered), got, typed);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = CASES)
  void zsh(String typed, String offered) throws IOException, InterruptedException {
    // A shell on a terminal of its own, in which the keys are pressed.
    String drive =
        """
        zmodload zsh/zpty
        zpty inner zsh -f -i
        zpty -w inner 'PS1=; stty cols 400; LISTMAX=0; autoload -Uz compinit; compinit -D -u; setopt list_rows_first; source ./script.zsh; echo rea""dy'
        zpty -r -m inner out '*ready*' || exit 3
        zpty -w -n inner "$1"$'\\t\\t\\n'
        zpty -w inner 'echo do""ne'
        zpty -r -m inner out '*done*'
        print -r -- "$out"
        """;
    String out = shell("zsh", "-f", "-c", drive, "zsh", typed);
    for (String word : words(offered)) {
      assertTrue(out.contains(word), word + " in " + out);
    }
  }

  @Test
  void anUnknownShellIsBadInput() {
    Tool.Run run = Tool.inSandbox(dir).run("completion", "tcsh");
    assertEquals(2, run.code(), run.all());
    assertEquals(2, run.err().lines().count(), run.err());
  }
}
