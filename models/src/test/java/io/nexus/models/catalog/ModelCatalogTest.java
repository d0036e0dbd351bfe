package io.nexus.models.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.folder.DirectorySource;
import io.nexus.models.folder.FolderInspection;
import io.nexus.models.folder.LockDraft;
import io.nexus.models.folder.ModelLock;
import io.nexus.models.onnx.AggregatorGraph;
import io.nexus.models.role.ModelRoles;
import io.nexus.models.role.ModelStatus;
import io.nexus.models.serving.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelCatalogTest {
    private static final int AGGREGATOR = 4;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void layOut() throws IOException {
        file = Files.createDirectories(folder.resolve("05_SIGNAL_AGGREGATION")).resolve("ONNX Signal Aggregator.onnx");
        Files.write(file, AggregatorGraph.bytes());
    }

    private FolderInspection inspect(ModelLock lock) throws IOException {
        return FolderInspection.of(new DirectorySource(folder), ModelRoles.all(), lock, Limits.DEFAULT);
    }

    private ModelLock lock() throws IOException {
        return LockDraft.of(inspect(null), new DirectorySource(folder), Limits.DEFAULT);
    }

    @Test
    void ofThePackagedModelsTheAggregatorServesAndEveryOtherRoleSaysWhyNot() {
        ModelCatalog packaged = ModelCatalog.packaged();

        assertThat(packaged.use(AGGREGATOR).text()).isEqualTo("4:1:SERVING");
        assertThat(packaged.answer(AGGREGATOR))
                .isEqualTo(new RoleAnswer(
                        ModelStatus.SERVING,
                        "closed-form",
                        "05_SIGNAL_AGGREGATION/signal_aggregator.onnx",
                        "1",
                        "nothing: it is a formula",
                        ""));
        assertThat(packaged.use(5).text()).isEqualTo("5:aggregate-sign:FALLBACK");
        assertThat(packaged.answer(5).why()).isEqualTo("there is no file for it in the program itself");
        assertThat(packaged.describe()).hasSize(ModelRoles.COUNT);
        assertThat(packaged.describe().keySet()).first().isEqualTo("0-mqscore_6d");
        assertThat(packaged.describe().get("70-dq_wash_volume").status()).isEqualTo(ModelStatus.FALLBACK);
    }

    @Test
    void aLockedFileOfATradersFolderServesUnderItsOwnName() throws IOException {
        ModelCatalog catalog = ModelCatalog.of(inspect(lock()));

        RoleAnswer answer = catalog.answer(AGGREGATOR);
        assertThat(answer.kind()).isEqualTo("yours");
        assertThat(answer.file()).isEqualTo("05_SIGNAL_AGGREGATION/ONNX Signal Aggregator.onnx");
        assertThat(answer.version()).isEqualTo("99217406bbef"); // its SHA-256 begins so
        assertThat(catalog.use(AGGREGATOR).text()).isEqualTo("4:99217406bbef:SERVING");
        assertThat(catalog.place()).isEqualTo(folder.toString());
    }

    @Test
    void whatItsOwnerSaysOfAFileIsInTheAnswer() throws IOException {
        Files.writeString(
                file.resolveSibling(file.getFileName() + ".provenance.json"),
                "{\"version\": \"2026-11.b\", \"trainedOn\": \"simulated\"}");

        RoleAnswer answer = ModelCatalog.of(inspect(lock())).answer(AGGREGATOR);

        assertThat(answer.version()).isEqualTo("2026-11.b");
        assertThat(answer.trainedOn()).isEqualTo("simulated");
    }

    @Test
    void aFileThatChangedAfterTheLockDoesNotServe() throws IOException {
        ModelLock lock = lock();
        byte[] changed = AggregatorGraph.bytes();
        changed[changed.length - 1] ^= 1; // the version of the operator set
        Files.write(file, changed);

        RoleAnswer answer = ModelCatalog.of(inspect(lock)).answer(AGGREGATOR);

        assertThat(answer.status()).isEqualTo(ModelStatus.FALLBACK);
        assertThat(answer.version()).isEqualTo("closed-form");
        assertThat(answer.why()).isNotEmpty();
    }

    @Test
    void aFileThatCameAfterTheLockDoesNotServeAndTakesNoRole() throws IOException {
        ModelLock lock = lock();
        Files.write(file.resolveSibling("a signal_aggregator.onnx"), AggregatorGraph.bytes());
        Files.write(file.resolveSibling("signal_aggregator.onnx"), AggregatorGraph.bytes());

        RoleAnswer answer = ModelCatalog.of(inspect(lock)).answer(AGGREGATOR);

        assertThat(answer.status()).isEqualTo(ModelStatus.SERVING);
        assertThat(answer.file()).isEqualTo("05_SIGNAL_AGGREGATION/ONNX Signal Aggregator.onnx");
    }

    @Test
    void aFileThatIsGoneLeavesItsRoleToTheFormula() throws IOException {
        ModelLock lock = lock();
        Files.delete(file);

        ModelCatalog catalog = ModelCatalog.of(inspect(lock));

        assertThat(catalog.use(AGGREGATOR).text()).isEqualTo("4:closed-form:FALLBACK");
        assertThat(catalog.answer(AGGREGATOR).why()).contains("there is no file for it");
    }

    @Test
    void travelsInASerializedFunction() throws IOException, ClassNotFoundException {
        ModelCatalog catalog = ModelCatalog.of(inspect(lock()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(catalog);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ModelCatalog copy = (ModelCatalog) in.readObject();
            assertThat(copy.describe()).isEqualTo(catalog.describe());
            assertThat(copy.use(AGGREGATOR)).isEqualTo(catalog.use(AGGREGATOR));
        }
    }
}
