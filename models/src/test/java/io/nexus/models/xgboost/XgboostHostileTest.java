package io.nexus.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XgboostHostileTest {
    private static final long MAX_NS = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            json_deep.json                        | TOO_LARGE    | nested too deep
            truncated.json                        | BROKEN       | the JSON is cut short: it ends at byte 25727 inside a value
            truncated.ubj                         | BROKEN       | announces an array of 29 elements at byte 21680, and 115 bytes are left
            ubj_deep.ubj                          | TOO_LARGE    | the UBJSON is nested more than 200 deep
            ubj_length_lie.ubj                    | BROKEN       | announces an array of 9223372036854775807 elements
            xgboost_base_score_wrong_length.json  | INCONSISTENT | base_score has 3 values in a model of 1 outputs
            xgboost_feature_out_of_range.json     | INCONSISTENT | splits on feature 4000 of 10
            xgboost_future_version.json           | TOO_NEW      | the file is of XGBoost 9.0.0, and the newest release that was tested is 3.4
            xgboost_tree_cycle.json               | INCONSISTENT | reaches node 0 twice
            xgboost_unknown_objective.json        | UNSUPPORTED  | the objective 'rank:made_up' is not served
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
    void refusesTheOldBinaryFormatOfReleasesBeforeTheFirst() throws IOException {
        for (String folder : List.of("leaves", "xgboost_predictor_java/model")) {
            try (Stream<Path> files = Files.walk(Golden.folder(folder))) {
                for (Path file : files.filter(XgboostHostileTest::isOldBinary).toList()) {
                    assertThat(refused(Golden.bytes(file)).refusal())
                            .as(file.toString())
                            .isIn(Refusal.TOO_OLD, Refusal.UNSUPPORTED);
                }
            }
        }
    }

    @Test
    void answersAsItsWriterDidFromTheOldBinaryFormatOf17() throws Exception {
        Path file = Golden.folder("production-a-more/xgboost-1.7.6").resolve("binary_old_format.model");
        byte[] content = Golden.bytes(file);

        assertThat(XgboostFile.read(content, Limits.DEFAULT).kind())
                .isEqualTo("XGBoost old binary, binary:logistic, 10 trees");
        for (int end = 0; end < content.length - 1_000; end += 97) {
            assertThat(refused(java.util.Arrays.copyOf(content, end)).nextStep())
                    .isNotBlank();
        }
    }

    private static boolean isOldBinary(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".model")
                && !name.startsWith("lg")
                && !name.startsWith("sk")
                && !name.startsWith("genlin");
    }

    @Test
    void refusesEveryOtherFileByItsContent() throws IOException {
        try (Stream<Path> files = Files.walk(Golden.folder("production-a-bad"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().equals("not_really_pickle.pkl")) {
                    assertThat(refused(Golden.bytes(file))).as(file.toString()).isNotNull();
                }
            }
        }
    }

    private static RefusedException refused(byte[] content) {
        return catchThrowableOfType(RefusedException.class, () -> XgboostFile.read(content, Limits.DEFAULT));
    }
}
