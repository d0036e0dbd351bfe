package io.nexus.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightgbmHostileTest {
    private static final long MAX_NS = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            lightgbm_custom_objective.txt     | UNSUPPORTED  | the objective 'custom' is not served
            lightgbm_feature_out_of_range.txt | INCONSISTENT | the file has 5 features and 10 feature_names
            lightgbm_future.txt               | TOO_NEW      | the file has the format version 'v9', and v2, v3, v4 were tested
            lightgbm_threshold_nan.txt        | INCONSISTENT | a threshold of tree 0 is not a number
            lightgbm_tree_cycle.txt           | INCONSISTENT | tree 0 reaches node 0 twice
            truncated_lightgbm.txt            | BROKEN       | the file is cut short: it has no line 'end of trees'
            """)
    void refusesByName(String name, Refusal refusal, String reason) {
        byte[] content = Golden.bytes(Golden.folder("production-a-bad").resolve(name));
        long start = System.nanoTime();

        RefusedException refused = refused(content);

        assertThat(System.nanoTime() - start).isLessThan(MAX_NS);
        assertThat(refused).hasMessageContaining(reason);
        assertThat(refused.refusal()).isEqualTo(refusal);
        assertThat(refused.nextStep()).isNotBlank();
    }

    @Test
    void refusesEveryOtherFileByItsContent() throws IOException {
        try (Stream<Path> files = Files.walk(Golden.folder("production-a-bad"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().equals("lightgbm_linear_tree.txt")) {
                    assertThat(refused(Golden.bytes(file))).as(file.toString()).isNotNull();
                }
            }
        }
    }

    private static RefusedException refused(byte[] content) {
        return catchThrowableOfType(RefusedException.class, () -> LightgbmFile.read(content, Limits.DEFAULT));
    }
}
