package io.github.ecsprofile.cli;

import io.github.ecsprofile.export.CloudFormation;
import io.github.ecsprofile.export.Terraform;
import io.github.ecsprofile.help.OptionHelp.Group;
import io.github.ecsprofile.model.Desired;
import io.github.ecsprofile.model.ExitCode;
import io.github.ecsprofile.model.Failure;
import io.github.ecsprofile.model.Operation;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-profile export}: prints a document and sends nothing. */
final class Export implements Subcommand {
  private enum Format {
    CLOUDFORMATION,
    TERRAFORM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final CommandContext context;
  private final TargetOptions target = new TargetOptions(Operation.ALL.components());
  private final ProjectOptions projects = new ProjectOptions();

  private Format format;
  private boolean noImport;

  Export(CommandContext context) {
    this.context = context;
  }

  @Override
  public void declare(CommandSpec spec) {
    target.declare(spec);
    projects.declareList(spec);
    Options to = Options.of(spec, Group.TARGET);
    to.choice(
        "--format",
        "FORMAT",
        List.of(Format.values()),
        "The tool to export for: ${COMPLETION-CANDIDATES}.",
        v -> format = v);
    to.flag(
        "--no-import",
        "Terraform: leave out the import blocks, for new resources.",
        v -> noImport = v);
  }

  @Override
  public ExitCode run() {
    if (format == null) {
      throw Failure.badInput(
          "--format is missing", "Give --format cloudformation or --format terraform.");
    }
    if (noImport && format != Format.TERRAFORM) {
      throw Failure.badInput(
          "--no-import: only a Terraform export has import blocks",
          "Leave it out, or use --format terraform.");
    }
    List<Desired> all = target.all(context, projects);
    boolean several = projects.isMultiple(target.project);
    context.print(
        format == Format.TERRAFORM
            ? Terraform.configuration(all, several, !noImport)
            : several ? CloudFormation.template(all) : cloudFormation(all.get(0)));
    return ExitCode.OK;
  }

  private String cloudFormation(Desired desired) {
    String mark = CloudFormation.mark(desired);
    Desired pattern = desired;
    try {
      pattern = target.desired(context, mark);
    } catch (Failure f) {
      // A name of another length may be invalid; then the template has the project's own name.
    }
    return CloudFormation.template(desired, pattern, mark);
  }
}
