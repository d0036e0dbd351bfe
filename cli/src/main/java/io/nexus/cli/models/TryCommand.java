package io.nexus.cli.models;

import io.nexus.models.folder.FileTrial;
import io.nexus.models.role.ModelEntry;
import io.nexus.models.role.ModelRoles;
import io.nexus.models.serving.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries one file in a role. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the file is read and answers", "3:it is refused"},
        description = "Read one file, ask it some rows, and hold what it takes and gives against a role.")
final class TryCommand implements Callable<Integer> {
    private static final int REFUSED = 3;

    @Parameters(index = "0", paramLabel = "FILE", description = "Model file, wherever it is.")
    Path file = Path.of("");

    @Option(
            names = "--as",
            paramLabel = "ROLE",
            required = true,
            description = "Number or name of a role: nexus models list.")
    String role = "";

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        ModelEntry entry = ModelRoles.all().stream()
                .filter(candidate -> candidate.name().equals(role)
                        || String.valueOf(candidate.id()).equals(role))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--as " + role
                        + " is no role; a role is a number of 0 to " + (ModelRoles.COUNT - 1) + " or its name"));
        FileTrial trial = FileTrial.of(file, entry, Limits.DEFAULT, System::nanoTime);
        System.out.print(FileView.of(trial.report()).text());
        trial.answers().forEach(answer -> System.out.println("  " + answer));
        return trial.isRefused() ? REFUSED : 0;
    }
}
