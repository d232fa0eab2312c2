package io.github.ecsprofile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsprofile.help.CommandHelp;
import io.github.ecsprofile.peers.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in real shells: a line, up to the cursor, and what the shell offers there. */
class CompletionTest {
  @TempDir Path home;

  /** What must be offered, all of it. */
  private static Map<String, Set<String>> cases() {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    all.put("ecs-profile ", Set.copyOf(Commands.names()));
    all.put("ecs-profile al", Set.of("all"));
    all.put("ecs-profile --region eu-central-1 ver", Set.of("verify"));
    all.put("ecs-profile --region=eu-central-1 ver", Set.of("verify"));
    all.put("ecs-profile --profile all ver", Set.of("verify"));
    all.put("ecs-profile all --pro", Set.of("--project", "--projects-from", "--profile"));
    all.put("ecs-profile get-arn --upd", Set.of());
    all.put("ecs-profile all --output ", Set.of("text", "json", "env"));
    all.put("ecs-profile all --output=j", Set.of("json"));
    all.put("ecs-profile --output j", Set.of("json"));
    all.put("ecs-profile all --region eu-central-", Set.of("eu-central-1", "eu-central-2"));
    all.put("ecs-profile --profile tea", Set.of("team-a", "team-b"));
    all.put("ecs-profile all --profile=team-b", Set.of("team-b"));
    all.put("ecs-profile all --policy AmazonSSMManagedI", Set.of("AmazonSSMManagedInstanceCore"));
    all.put(
        "ecs-profile all --policy=service-role/AmazonEC2ContainerServicefor",
        Set.of("service-role/AmazonEC2ContainerServiceforEC2Role"));
    all.put(
        "ecs-profile all --permissions-boundary AmazonSSMManagedI",
        Set.of("AmazonSSMManagedInstanceCore"));
    all.put("ecs-profile export --format ", Set.of("cloudformation", "terraform"));
    all.put("ecs-profile permissions --for get", Set.of("get-arn"));
    all.put("ecs-profile completion ", Set.of("bash", "zsh", "fish"));
    all.put("ecs-profile help ver", Set.of("verify"));
    all.put("ecs-profile all --templates fol", Set.of("folder/"));
    all.put("ecs-profile all --templates=fol", Set.of("folder/"));
    all.put("ecs-profile init fol", Set.of("folder/"));
    all.put("ecs-profile all --tags fol", Set.of("folder/", "folder.json"));
    for (CommandHelp c : CliModelBuilder.model().commands()) {
      all.put("ecs-profile " + c.name() + " --", HelpAndManTest.longNames(c));
    }
    return all;
  }

  @BeforeEach
  void files() throws IOException {
    DocsGenerator.write(home, "2026-11-24");
    Files.createDirectories(home.resolve("folder"));
    Files.writeString(home.resolve("folder.json"), "{}");
    Path aws = Files.createDirectories(home.resolve(".aws"));
    Files.writeString(
        aws.resolve("config"),
        "[default]\nregion = eu-central-1\n[profile team-a]\n[sso-session team-sso]\nx = [y]\n");
    Files.writeString(aws.resolve("credentials"), "[team-b]\naws_access_key_id = team-c");
  }

  private void compare(Map<String, Set<String>> offered) {
    Map<String, Set<String>> expected = new LinkedHashMap<>();
    cases().forEach((line, words) -> expected.put(line, new TreeSet<>(words)));
    expected.forEach((line, words) -> assertEquals(words, offered.get(line), line));
  }

  /** Whole words, also where a shell gives only what stands behind the equals sign. */
  private static Set<String> plain(List<String> words) {
    return words.stream()
        .map(w -> w.replaceFirst("^--[a-z-]+=(?=.)", "").replaceFirst("=$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void bash() throws IOException {
    Programs.require("bash");
    // Readline's part, which is asked for by compopt, is played by compgen.
    Path driver =
        Files.writeString(
            home.resolve("driver.bash"),
            """
            source completions/ecs-profile.bash
            compopt() { asked=$2; }
            while IFS=$'\\t' read -r -a fields; do
              COMP_LINE=${fields[0]/%_/}
              COMP_POINT=${#COMP_LINE}
              COMP_WORDS=("${fields[@]:1}")
              COMP_WORDS[-1]=${COMP_WORDS[-1]/%_/}
              COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
              asked=
              _ecs_profile ecs-profile
              word=${COMP_WORDS[COMP_CWORD]}
              case $asked in
                dirnames) mapfile -t COMPREPLY < <(compgen -d -S / -- "$word") ;;
                default) mapfile -t COMPREPLY < <(compgen -d -S / -- "$word"; compgen -f -X 'folder' -- "$word") ;;
              esac
              printf '%s\\t' "${COMPREPLY[@]}"
              printf '\\n'
            done < lines
            """);
    List<String> lines = new ArrayList<>();
    for (String line : cases().keySet()) {
      // As bash cuts them: at blanks, and at = and : as words of their own.
      String words = line.replaceAll("([=:])", " $1 ").replaceAll(" +", "\t");
      lines.add(line + "_\t" + words + "_");
    }
    Files.write(home.resolve("lines"), lines);
    String output = Programs.runAtHome(home, List.of("bash", "--norc", driver.toString())).output();
    List<String> answers = output.lines().toList();
    assertEquals(lines.size(), answers.size(), output);
    Map<String, Set<String>> offered = new LinkedHashMap<>();
    int i = 0;
    for (String line : cases().keySet()) {
      List<String> words = List.of(answers.get(i++).split("\t"));
      offered.put(line, plain(words.stream().filter(w -> !w.isEmpty()).toList()));
    }
    compare(offered);
  }

  @Test
  void fish() throws IOException {
    Programs.require("fish");
    StringBuilder driver = new StringBuilder("source completions/ecs-profile.fish\n");
    cases().keySet().forEach(line -> driver.append("echo '>'; complete -C '" + line + "'\n"));
    Files.writeString(home.resolve("driver.fish"), driver);
    String output =
        Programs.runAtHome(home, List.of("fish", "--no-config", "driver.fish")).output();
    String[] answers = output.split("(?m)^>\n");
    assertEquals(cases().size() + 1, answers.length, output);
    Map<String, Set<String>> offered = new LinkedHashMap<>();
    int i = 1;
    for (String line : cases().keySet()) {
      offered.put(line, plain(answers[i++].lines().map(l -> l.replaceFirst("\t.*", "")).toList()));
    }
    compare(offered);
  }

  @Test
  void zshFromFpathAndSourced() throws IOException {
    Programs.require("zsh");
    // In a terminal of its own, since zsh completes nowhere else. What is offered is caught at
    // compadd; the answer to the second key shows that the first one was processed.
    Files.writeString(
        home.resolve("catch.zsh"),
        """
        typeset -g HITS=$PWD/hits LISTMAX=1000
        compadd() {
          if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return $?; fi
          local -a hits
          builtin compadd -A hits "$@"
          print -rl -- $hits >> $HITS
          builtin compadd "$@"
        }
        worked-off() { print END >> $HITS }
        zle -N worked-off
        bindkey '^Xe' worked-off
        print END >> $HITS
        """);
    Files.writeString(
        home.resolve("driver.zsh"),
        """
        zmodload zsh/zpty zsh/zselect
        zpty -b z zsh -f -i
        wait() {
          local x i
          for i in {1..1000}; do
            while zpty -r -t z x; do :; done
            [[ -e hits && "$(tail -n 1 hits)" == END ]] && return
            zselect -t 2
          done
          print "no answer to: $l"
          exit 1
        }
        zpty -w z "cd $PWD; $1; source ./catch.zsh"
        l=start; wait
        while IFS= read -r l; do
          print -r -- "> $l" >> hits
          zpty -w -n z $'\\C-u'"${l%_}"$'\\t\\C-xe'
          wait
        done < lines
        zpty -d z
        """);
    List<String> lines = cases().keySet().stream().map(l -> l + "_").toList();
    Files.write(home.resolve("lines"), lines);
    String script = home.resolve("completions") + "/_ecs-profile";
    for (String load :
        List.of(
            "fpath=("
                + home.resolve("completions")
                + " $fpath); autoload -Uz compinit; compinit -u -D",
            "source <(cat " + script + ")",
            "eval \"$(cat " + script + ")\"")) {
      Files.deleteIfExists(home.resolve("hits"));
      String output = Programs.runAtHome(home, List.of("zsh", "-f", "driver.zsh", load)).output();
      assertEquals("", output, load);
      Map<String, Set<String>> offered = new LinkedHashMap<>();
      for (String part : Files.readString(home.resolve("hits")).split("(?m)^> ")) {
        List<String> words = part.lines().filter(w -> !w.isEmpty() && !w.equals("END")).toList();
        if (!words.isEmpty()) {
          offered.put(
              words.get(0).replaceFirst("_$", ""),
              plain(
                  words.stream()
                      .skip(1)
                      .map(w -> Files.isDirectory(home.resolve(w)) ? w + "/" : w)
                      .toList()));
        }
      }
      compare(offered);
    }
  }
}
