package io.nexus.cli.document;

import io.nexus.cli.RecordedData;
import io.nexus.models.folder.DirectorySource;
import io.nexus.models.folder.FileReport;
import io.nexus.models.folder.FolderInspection;
import io.nexus.models.role.ModelRoles;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is said of broken and hostile model files. */
final class ModelFilesDocumentTest {
    @Test
    void thePageOfModelFilesIsWhatTheFolderGives() throws IOException {
        DirectorySource source = new DirectorySource(RecordedData.folder("models/production-a-bad"));
        FolderInspection inspection = FolderInspection.of(source, ModelRoles.all(), null, Limits.DEFAULT);
        StringBuilder page = new StringBuilder(
                """
                # What is said of model files that are not served

                Made by `ModelFilesDocumentTest` from a folder of broken and hostile files; do not edit. Nothing in them is executed, each is
                answered in well under a second, and the process lives on. How files are read: [ADR 18](adr/0018-model-files.md).

                | file | what is said | next step |
                |---|---|---|
                """);
        for (FileReport report : inspection.reports()) {
            ModelFile model = report.model();
            String said = model == null ? report.why() : "It is served: " + model.kind() + notes(model);
            String next = model == null ? "`" + report.nextStep().replace("|", "\\|") + "`" : "";
            page.append("| `")
                    .append(report.file())
                    .append("` | ")
                    .append(said.replace("|", "\\|").replace("\n", " "))
                    .append(" | ")
                    .append(next)
                    .append(" |\n");
        }

        GeneratedDocument.assertUpToDate("model-files.md", page.toString());
    }

    private static String notes(ModelFile model) {
        return model.notes().isEmpty() ? "" : ". " + String.join(" ", model.notes());
    }
}
