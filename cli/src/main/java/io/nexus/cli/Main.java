package io.nexus.cli;

import io.nexus.cli.cluster.CancelCommand;
import io.nexus.cli.cluster.JobsCommand;
import io.nexus.cli.cluster.RestoreCommand;
import io.nexus.cli.cluster.SavepointCommand;
import io.nexus.cli.cluster.StopCommand;
import io.nexus.cli.cluster.SubmitCommand;
import io.nexus.cli.command.AlertsCommand;
import io.nexus.cli.command.BenchCommand;
import io.nexus.cli.command.BrokerCommand;
import io.nexus.cli.command.CompletionCommand;
import io.nexus.cli.command.ConfigCommand;
import io.nexus.cli.command.ControlCommand;
import io.nexus.cli.command.DetectCommand;
import io.nexus.cli.command.ExplainCommand;
import io.nexus.cli.command.FactsCommand;
import io.nexus.cli.command.Failures;
import io.nexus.cli.command.FunnelCommand;
import io.nexus.cli.command.GatewayCommand;
import io.nexus.cli.command.HistoryCommand;
import io.nexus.cli.command.InitCommand;
import io.nexus.cli.command.OrdersCommand;
import io.nexus.cli.command.PictureCommand;
import io.nexus.cli.command.PositionsCommand;
import io.nexus.cli.command.RecordCommand;
import io.nexus.cli.command.ReferenceCommand;
import io.nexus.cli.command.RunCommand;
import io.nexus.cli.command.RunsCommand;
import io.nexus.cli.command.SkipsCommand;
import io.nexus.cli.command.StartCommand;
import io.nexus.cli.command.StatusCommand;
import io.nexus.cli.command.SummaryCommand;
import io.nexus.cli.command.VenueCommand;
import io.nexus.cli.command.WeightsCommand;
import io.nexus.cli.models.ModelsCommand;
import io.nexus.cli.report.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of NEXUS; each use of the job is a subcommand. */
@Command(
        name = "nexus",
        mixinStandardHelpOptions = true,
        version = "NEXUS 0.1.0-SNAPSHOT",
        description = "Trades eight layers on a simulated or recorded market.",
        exitCodeListHeading = "%nExit codes of all commands:%n",
        exitCodeList = {
            "0:done",
            "1:something failed; the text says what",
            "2:wrong options or configuration",
            "3:run only: it ended, but an identity of its summary does not hold",
            "130:interrupted"
        },
        subcommands = {
            RunCommand.class,
            SubmitCommand.class,
            JobsCommand.class,
            SavepointCommand.class,
            StopCommand.class,
            RestoreCommand.class,
            CancelCommand.class,
            BenchCommand.class,
            OrdersCommand.class,
            PositionsCommand.class,
            SkipsCommand.class,
            StatusCommand.class,
            WeightsCommand.class,
            ModelsCommand.class,
            RunsCommand.class,
            SummaryCommand.class,
            ControlCommand.class,
            InitCommand.class,
            BrokerCommand.class,
            GatewayCommand.class,
            VenueCommand.class,
            HistoryCommand.class,
            StartCommand.class,
            RecordCommand.class,
            ConfigCommand.class,
            ExplainCommand.class,
            FunnelCommand.class,
            PictureCommand.class,
            DetectCommand.class,
            FactsCommand.class,
            ReferenceCommand.class,
            AlertsCommand.class,
            CompletionCommand.class
        })
public final class Main implements Runnable {
    /** Picocli's least. */
    private static final int LEAST_HELP_COLUMNS = 55;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line with its ways to say what went wrong. */
    public static CommandLine commandLine() {
        Failures failures = new Failures();
        return new CommandLine(new Main())
                .setUsageHelpWidth(Math.max(LEAST_HELP_COLUMNS, Terminal.columns()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    /** Without a subcommand: says what there is. */
    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
