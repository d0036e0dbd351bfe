package io.nexus.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the completion of the command line for a shell. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Print a script that completes commands and options in bash and zsh.",
            "For this shell: source <(./nexus completion)"
                    + " (it completes nexus; put this folder into PATH, or alias nexus=./nexus)."
        })
public final class CompletionCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("no command line was parsed");
        }
        System.out.print(AutoComplete.bash("nexus", spec.root().commandLine()));
        return 0;
    }
}
