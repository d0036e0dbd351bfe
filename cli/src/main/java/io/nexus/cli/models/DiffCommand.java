package io.nexus.cli.models;

import io.nexus.connectors.kafka.RecordJson;
import io.nexus.models.folder.FolderDifference;
import io.nexus.models.folder.FolderInspection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two folders. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Compare two folders of models, file by file and role by role.",
            "Where both have a model for a role that takes the same inputs, both are asked the same 200 seeded rows."
        })
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "Folder of the models as they were.")
    String before = "";

    @Parameters(index = "1", paramLabel = "B", description = "Folder of the models as they would be.")
    String after = "";

    @Option(names = "--json", description = "As a JSON list instead of text.")
    boolean isJson;

    @Override
    public Integer call() throws Exception {
        List<FolderDifference> differences = FolderDifference.between(inspect(before), inspect(after));
        if (isJson) {
            System.out.println(RecordJson.text(differences));
        } else {
            differences.forEach(difference -> System.out.println(difference.text()));
            System.out.println(differences.isEmpty() ? "no difference" : differences.size() + " differences");
        }
        return 0;
    }

    private static FolderInspection inspect(String folder) throws IOException {
        return ModelsOption.of(folder, null).inspect(null);
    }
}
