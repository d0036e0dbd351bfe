package io.nexus.models.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.role.ModelRoles;
import io.nexus.models.serving.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Folders as owners have them, made by the real writers. */
final class OwnersFolderTest {
    /** Bad files that are served exactly instead of being refused, as their page allows. */
    private static final Set<String> SERVED = Set.of("lightgbm_linear_tree.txt", "onnx_ir14_opset28.onnx");

    @Test
    void everyFileOfAWholeFolderAnswersAsItsWriterDidAndHasARoleOfItsOwn() throws IOException {
        DirectorySource source = folder("production-a");

        FolderVerification verification = FolderVerification.of(source, Limits.DEFAULT);
        FolderInspection inspection = FolderInspection.of(source, ModelRoles.all(), null, Limits.DEFAULT);

        assertThat(verification.failed()).isEmpty();
        assertThat(verification.verified()).isEqualTo(71);
        assertThat(inspection.reports().stream().map(FileReport::roleId).toList())
                .hasSize(71)
                .doesNotHaveDuplicates()
                .doesNotContain(FileReport.NO_ROLE);
    }

    @Test
    void everyOtherFormatAnswersAsItsWriterDid() throws IOException {
        FolderVerification verification = FolderVerification.of(folder("production-a-more"), Limits.DEFAULT);

        assertThat(verification.failed()).isEmpty();
        assertThat(verification.verified()).isEqualTo(71);
    }

    @Test
    void everyBadFileIsRefusedWithAReasonAndANextStep() throws IOException {
        DirectorySource source = folder("production-a-bad");
        FolderInspection inspection = FolderInspection.of(source, ModelRoles.all(), null, Limits.DEFAULT);

        Set<String> read = inspection.reports().stream()
                .filter(report -> report.model() != null)
                .map(FileReport::file)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(SERVED).containsAll(read);
        assertThat(inspection.reports().stream().filter(report -> report.model() == null))
                .allSatisfy(report -> {
                    assertThat(report.why()).as(report.file()).isNotBlank();
                    assertThat(report.nextStep()).as(report.file()).isNotBlank();
                });
        assertThat(inspection.reports()).hasSizeGreaterThan(60);
        try (Stream<Path> files = Files.list(Path.of(""))) {
            assertThat(files.map(Path::toString)).doesNotContain("PICKLE-RAN", "ZIP-ESCAPED");
        }
    }

    static DirectorySource folder(String name) {
        Path found = find(name);
        Assumptions.assumeTrue(found != null, "model files are absent: ../shared/data/models/" + name);
        return new DirectorySource(found == null ? Path.of("") : found);
    }

    private static @Nullable Path find(String name) {
        return List.of("..", "../..", "../../..").stream()
                .map(up -> Path.of(up, "shared", "data", "models", name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
    }
}
