package io.nexus.models.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ModelRolesTest {
    private final List<ModelEntry> roles = ModelRoles.all();

    @Test
    void areSeventyOneInTheFormatsOfTheDocument() {
        assertThat(roles).hasSize(71).extracting(ModelEntry::id).isSorted().doesNotHaveDuplicates();
        assertThat(roles.stream().collect(Collectors.groupingBy(ModelEntry::format, Collectors.counting())))
                .isEqualTo(Map.of(
                        ModelFormat.ONNX, 24L, ModelFormat.PKL, 11L, ModelFormat.KERAS, 35L, ModelFormat.LIGHTGBM, 1L));
        assertThat(roles).extracting(ModelEntry::name).doesNotHaveDuplicates();
        assertThat(roles).extracting(ModelEntry::file).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(ModelTier.class)
    void everyTierHasItsNumberOfModels(ModelTier tier) {
        assertThat(roles).filteredOn(role -> role.tier() == tier).hasSize(tier.models());
    }

    @Test
    void theCriticalPathHasTheContractsOfTheDocument() {
        assertThat(Stream.iterate(0, id -> id < 13, id -> id + 1)
                        .map(id -> roles.get(id).inputWidth()))
                .containsExactly(65, 24, 40, 44, 60, 126, 32, 75, 15, 8, 24, 20, 16);
        assertThat(Stream.iterate(0, id -> id < 13, id -> id + 1)
                        .map(id -> roles.get(id).outputWidth()))
                .containsExactly(12, 1, 4, 23, 3, 4, 1, 38, 3, 1, 3, 2, 2);
    }

    @Test
    void fallbacksHaveTheContractOfWhatTheyReplaceOrSeeLess() {
        Set<Integer> reached = new HashSet<>();
        for (ModelEntry role : roles) {
            for (int id : role.fallbackIds()) {
                assertThat(roles.get(id).tier()).isEqualTo(ModelTier.BACKUP);
                assertThat(roles.get(id).folder()).isEqualTo(role.folder());
                reached.add(id);
            }
        }

        assertThat(reached).as("every backup stands in for something").hasSize(ModelTier.BACKUP.models());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
            "id": 70               | "id": 69                                    | row 70 of the manifest has id 69
            "schemaVersion" : 1    | "schemaVersion" : 9                         | schemaVersion must be 1, was 9
            "schemaVersion" : 1    | "schemaVersion" : 1, "schemaVersion" : 1    | Duplicate field 'schemaVersion'
            "formula": "har-garch" | "formula": ""                               | formula
            """)
    void aManifestThatIsNotWholeIsRefused(String from, String to, String refusal) throws IOException {
        String manifest = manifest();
        assertThat(manifest).contains(from);

        assertThatThrownBy(() -> Manifest.read(bytes(manifest.replace(from, to))))
                .hasStackTraceContaining(refusal);
    }

    @Test
    void aManifestOfOtherLengthOrWithAnotherAfterItIsRefused() throws IOException {
        String manifest = manifest();

        assertThatThrownBy(() -> Manifest.read(bytes("{\"schemaVersion\":1,\"models\":[]}")))
                .hasStackTraceContaining("must have 71 models, had 0");
        assertThatThrownBy(() -> Manifest.read(bytes(manifest + "{}"))).hasStackTraceContaining("Trailing token");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String manifest() throws IOException {
        try (InputStream stream = Objects.requireNonNull(
                ModelRoles.class.getResourceAsStream("/PRODUCTION/manifest.json"), "only a build packages it")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
