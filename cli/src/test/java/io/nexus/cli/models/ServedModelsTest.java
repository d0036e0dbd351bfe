package io.nexus.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.config.ConfigException;
import io.nexus.job.models.ModelFolder;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.models.onnx.AggregatorGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServedModelsTest {
    private static final int AGGREGATOR = 4;

    @TempDir
    Path directory;

    private final List<String> log = new ArrayList<>();
    private Path file;
    private ModelFolder folder;

    @BeforeEach
    void putAModel() throws IOException {
        file = Files.createDirectories(directory.resolve("05_SIGNAL_AGGREGATION"))
                .resolve("signal_aggregator.onnx");
        Files.write(file, AggregatorGraph.bytes());
        folder = new ModelFolder(directory.toString(), "");
    }

    private ModelCatalog served() throws IOException {
        log.clear();
        return ServedModels.of(folder, log::add);
    }

    @Test
    void locksAFolderThatNeverWasAndServesIt() throws IOException {
        assertThat(served().answer(AGGREGATOR).isServing()).isTrue();
        assertThat(log)
                .containsExactly(
                        "models: 1 files locked in " + directory
                                + "/models.lock.json; one that changes is refused until nexus models lock",
                        "models: 1 files in " + directory + ": 1 SERVES");

        assertThat(served().answer(AGGREGATOR).isServing()).isTrue();
        assertThat(log).hasSize(1);
    }

    @Test
    void servesNothingThatChangedOrCameLaterAndSaysSo() throws IOException {
        served();
        byte[] other = AggregatorGraph.bytes();
        other[1]++; // the version of the format: it is read, and is another file
        Files.write(file, other);
        Files.write(file.resolveSibling("robust.onnx"), AggregatorGraph.bytes());

        ModelCatalog catalog = served();

        assertThat(catalog.answer(AGGREGATOR).isServing()).isFalse();
        assertThat(catalog.answer(AGGREGATOR).why()).contains("it has SHA-256", "locked is");
        assertThat(log)
                .hasSize(3)
                .anyMatch(line -> line.contains("signal_aggregator.onnx: CHANGED: it has SHA-256"))
                .anyMatch(line -> line.contains("robust.onnx: NOT_LOCKED; next: nexus models lock"));
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        served();
        Files.delete(file);

        assertThat(served().answer(AGGREGATOR).isServing()).isFalse();
        assertThat(log).anyMatch(line -> line.contains("signal_aggregator.onnx: MISSING"));
    }

    @Test
    void aJobNeitherLocksAFolderNorTakesOneThatIsNotLocked() {
        assertThatThrownBy(folder::catalog)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is not locked")
                .hasMessageContaining("nexus models lock");
        assertThat(directory.resolve("models.lock.json")).doesNotExist();
    }

    @Test
    void aDamagedLockIsNamedWithItsPlace() throws IOException {
        Files.writeString(directory.resolve("models.lock.json"), "{\"schemaVersion\": 2, \"files\": []}");

        assertThatThrownBy(this::served)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(directory + "/models.lock.json")
                .hasMessageContaining("schemaVersion must be 1, was 2");
    }
}
