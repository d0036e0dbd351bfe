package io.nexus.cli.models;

import io.nexus.connectors.kafka.RecordJson;
import io.nexus.models.folder.FileReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one file or role. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show everything that is known of a file, or of the files of a role.")
final class ShowCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FILE|ROLE",
            description = "File below the folder, or a role's number or name.")
    String wanted = "";

    @Mixin
    FolderOption folder = new FolderOption();

    @Option(names = "--json", description = "As a JSON list instead of text.")
    boolean isJson;

    @Override
    public Integer call() throws Exception {
        List<FileView> found = folder.inspect().reports().stream()
                .filter(this::isWanted)
                .map(FileView::of)
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "no file and no role with a file is called " + wanted + "; nexus models list names all");
        }
        if (isJson) {
            System.out.println(RecordJson.text(found));
        } else {
            found.forEach(view -> System.out.print(view.text() + "  SHA-256: " + view.sha256() + "\n"));
        }
        return 0;
    }

    private boolean isWanted(FileReport report) {
        return report.file().equals(wanted)
                || report.file().endsWith("/" + wanted)
                || report.role().equals(wanted)
                || String.valueOf(report.roleId()).equals(wanted);
    }
}
