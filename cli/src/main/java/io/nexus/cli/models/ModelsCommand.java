package io.nexus.cli.models;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what one does with a folder of models. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description =
                "Look at a folder of your own models: what each file is, the role it has, whether it answers as its writer did.",
        subcommands = {
            DoctorCommand.class,
            ListCommand.class,
            ShowCommand.class,
            VerifyCommand.class,
            LockCommand.class,
            DiffCommand.class,
            TryCommand.class
        })
public final class ModelsCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "one of doctor, list, show, verify, lock, diff, try is needed");
    }
}
