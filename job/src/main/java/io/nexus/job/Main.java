package io.nexus.job;

import io.nexus.job.command.BenchCommand;
import io.nexus.job.command.RunCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of NEXUS; each use of the job is a subcommand. */
@Command(
        name = "nexus",
        mixinStandardHelpOptions = true,
        version = "NEXUS 0.1.0-SNAPSHOT",
        subcommands = {RunCommand.class, BenchCommand.class})
public final class Main implements Runnable {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    /** Without a subcommand: says what there is. */
    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
