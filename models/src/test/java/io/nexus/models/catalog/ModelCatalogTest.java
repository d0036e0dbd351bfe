package io.nexus.models.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nexus.models.onnx.AggregatorGraph;
import io.nexus.models.role.ModelStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelCatalogTest {
    private static final String AGGREGATOR = "05_SIGNAL_AGGREGATION/signal_aggregator.onnx";
    private static final Path PRODUCTION =
            Files.isDirectory(Path.of("PRODUCTION")) ? Path.of("PRODUCTION") : Path.of("models/PRODUCTION");

    private final Map<String, byte[]> files =
            new LinkedHashMap<>(Map.of("manifest.json", read("manifest.json"), AGGREGATOR, AggregatorGraph.bytes()));

    private ModelCatalog load() {
        return ModelCatalog.load(files::get);
    }

    private static byte[] read(String name) {
        try {
            return Files.readAllBytes(PRODUCTION.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void editManifest(String from, String to) {
        String manifest = new String(files.get("manifest.json"), StandardCharsets.UTF_8);
        assertThat(manifest).contains(from);
        files.put("manifest.json", manifest.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void holdsSeventyOneModelsInTheFormatsOfTheDocument() {
        ModelCatalog catalog = load();

        assertThat(catalog.entries())
                .hasSize(71)
                .extracting(ModelEntry::id)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(catalog.entries().stream().collect(Collectors.groupingBy(ModelEntry::format, Collectors.counting())))
                .isEqualTo(Map.of(
                        ModelFormat.ONNX, 24L, ModelFormat.PKL, 11L, ModelFormat.KERAS, 35L, ModelFormat.LIGHTGBM, 1L));
        assertThat(catalog.entries()).extracting(ModelEntry::name).doesNotHaveDuplicates();
        assertThat(catalog.entries()).extracting(ModelEntry::file).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(ModelTier.class)
    void everyTierHasItsNumberOfModels(ModelTier tier) {
        assertThat(load().entries()).filteredOn(entry -> entry.tier() == tier).hasSize(tier.models());
    }

    @Test
    void theCriticalPathHasTheContractsOfTheDocument() {
        ModelCatalog catalog = load();

        assertThat(Stream.iterate(0, id -> id < 13, id -> id + 1)
                        .map(id -> catalog.entry(id).inputWidth()))
                .containsExactly(65, 24, 40, 44, 60, 126, 32, 75, 15, 8, 24, 20, 16);
        assertThat(Stream.iterate(0, id -> id < 13, id -> id + 1)
                        .map(id -> catalog.entry(id).outputWidth()))
                .containsExactly(12, 1, 4, 23, 3, 4, 1, 38, 3, 1, 3, 2, 2);
    }

    @Test
    void fallbacksHaveTheContractOfWhatTheyReplaceOrSeeLess() {
        ModelCatalog catalog = load();
        Set<Integer> reached = new HashSet<>();

        for (ModelEntry entry : catalog.entries()) {
            for (int id : entry.fallbackIds()) {
                assertThat(catalog.entry(id).tier()).isEqualTo(ModelTier.BACKUP);
                assertThat(catalog.entry(id).folder()).isEqualTo(entry.folder());
                reached.add(id);
            }
        }

        assertThat(reached).as("every backup stands in for something").hasSize(ModelTier.BACKUP.models());
    }

    @Test
    void onlyTheAggregatorServesAndEveryOtherModelSaysWhyNot() {
        ModelCatalog catalog = load();

        assertThat(catalog.use(4).text()).isEqualTo("4:1:SERVING");
        assertThat(catalog.use(5).text()).isEqualTo("5:aggregate-sign:FALLBACK");
        assertThat(catalog.verdict(5).detail()).isEqualTo("none has been trained yet");
        assertThat(catalog.describe()).hasSize(71).containsEntry("4-signal_aggregator", ModelStatus.SERVING);
        assertThat(catalog.describe()).containsEntry("70-dq_wash_volume", ModelStatus.FALLBACK);
        assertThat(catalog.describe().keySet()).first().isEqualTo("0-mqscore_6d");
    }

    @Test
    void aMissingFileFallsBack() {
        files.remove(AGGREGATOR);

        assertThat(load().verdict(4).fault()).isEqualTo(Fault.MISSING_FILE);
        assertThat(load().use(4).text()).isEqualTo("4:closed-form:FALLBACK");
        assertThat(load().describe()).containsEntry("4-signal_aggregator", ModelStatus.FALLBACK);
    }

    @Test
    void anUnreadableFileFallsBack() {
        ModelCatalog catalog = ModelCatalog.load(name -> {
            if (name.equals(AGGREGATOR)) {
                throw new UncheckedIOException(new IOException("disk on fire"));
            }
            return files.get(name);
        });

        assertThat(catalog.verdict(4).fault()).isEqualTo(Fault.MISSING_FILE);
        assertThat(catalog.verdict(4).detail()).contains("disk on fire");
    }

    @Test
    void thePackagedCatalogueIsTheFoldersOne() {
        assumeTrue(System.getProperty("basedir") != null, "only a Maven build packages the artifacts");

        assertThat(ModelCatalog.bundled().describe()).isEqualTo(load().describe());
        assertThat(ModelCatalog.bundled().use(4).text()).isEqualTo("4:1:SERVING");
    }

    @Test
    void aChangedFileFallsBackAndBothHashesAreNamed() {
        byte[] changed = AggregatorGraph.bytes();
        changed[100] ^= 1;
        files.put(AGGREGATOR, changed);

        ModelVerdict verdict = load().verdict(4);

        assertThat(verdict.fault()).isEqualTo(Fault.WRONG_SHA256);
        assertThat(verdict.detail()).contains(load().entry(4).sha256()).containsPattern("has [0-9a-f]{64}, expected");
    }

    @Test
    void anotherContractFallsBack() {
        editManifest("{\"name\": \"n_used\", \"width\": 1}", "{\"name\": \"n_used\", \"width\": 2}");

        assertThat(load().verdict(4).fault()).isEqualTo(Fault.CONTRACT_MISMATCH);
        assertThat(load().verdict(4).detail()).contains("outputs are").contains("n_used");
    }

    @Test
    void aFileThatIsNoModelFallsBack() {
        byte[] garbage = "no model".getBytes(StandardCharsets.UTF_8);
        files.put(AGGREGATOR, garbage);
        editManifest(
                "99217406bbefff269b889ca0d9875b16d2c4c73193b02c9bf10bd10bc3ca37eb",
                "ca69c7d6ae82ba55a6a5e9e1fd9c0cd0ba1a4c9e9da6b80f2d5b6f2d5ae3ec29");
        assertThat(load().verdict(4).fault()).isEqualTo(Fault.WRONG_SHA256);

        String found = load().verdict(4).detail().replaceAll(".*has ([0-9a-f]{64}).*", "$1");
        editManifest("ca69c7d6ae82ba55a6a5e9e1fd9c0cd0ba1a4c9e9da6b80f2d5b6f2d5ae3ec29", found);
        assertThat(load().verdict(4).fault()).isEqualTo(Fault.BROKEN_FILE);
    }

    @Test
    void anIntactArtifactNobodyCanEvaluateDoesNotServe() {
        String none =
                "\"file\": \"05_SIGNAL_AGGREGATION/bk_aggregator_median.onnx\", \"knownAs\": [], \"sha256\": null, "
                        + "\"version\": null, \"trainedOn\": null";
        editManifest(
                none,
                none.replace(
                                "\"sha256\": null",
                                "\"sha256\": \"" + load().entry(4).sha256() + '"')
                        .replace("\"version\": null", "\"version\": \"3\"")
                        .replace("\"trainedOn\": null", "\"trainedOn\": \"simulated\""));
        files.put("05_SIGNAL_AGGREGATION/bk_aggregator_median.onnx", AggregatorGraph.bytes());

        assertThat(load().verdict(50).fault()).isEqualTo(Fault.NO_EVALUATOR);
    }

    @Test
    void refusesAManifestThatIsNotWhole() {
        editManifest("\"id\": 70", "\"id\": 69");
        assertThatThrownBy(this::load).hasStackTraceContaining("row 70 of the manifest has id 69");

        files.put("manifest.json", "{\"schemaVersion\":1,\"models\":[]}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(this::load).hasStackTraceContaining("must have 71 models, had 0");

        files.put("manifest.json", "{\"schemaVersion\":9,\"models\":[]}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(this::load).hasStackTraceContaining("schemaVersion must be 1, was 9");

        files.put("manifest.json", read("manifest.json"));
        editManifest("\"schemaVersion\" : 1", "\"schemaVersion\" : 1, \"schemaVersion\" : 1");
        assertThatThrownBy(this::load).hasStackTraceContaining("Duplicate field 'schemaVersion'");

        files.put(
                "manifest.json",
                (new String(read("manifest.json"), StandardCharsets.UTF_8) + "{}").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(this::load).hasStackTraceContaining("Trailing token");

        files.remove("manifest.json");
        assertThatThrownBy(this::load)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("manifest.json");
    }

    @Test
    void aFolderIsReadLikeThePackagedOne() {
        assertThat(ModelCatalog.in(PRODUCTION).describe()).isEqualTo(load().describe());
    }

    @Test
    void travelsInASerializedFunction() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(load());
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ModelCatalog copy = (ModelCatalog) in.readObject();
            assertThat(copy.describe()).isEqualTo(load().describe());
            assertThat(copy.entries()).isEqualTo(load().entries());
        }
    }
}
