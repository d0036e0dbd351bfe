package io.nexus.models.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KerasHostileTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "config_names_module.keras, CODE, 'os'",
        "custom_layer.keras, CODE, 'Odd'",
        "lambda_layer.keras, CODE, 'Lambda'",
        "lambda_layer.h5, CODE, 'Lambda'",
        "h5_external_link.h5, OUTSIDE_FILE, link",
        "h5_huge_dataset.h5, TOO_LARGE, 200000000000",
        "h5_not_a_model.h5, NO_MODEL, model_config",
        "no_weights.keras, INCONSISTENT, model.weights.h5",
        "weights_only.weights.h5, NO_MODEL, weights without",
        "weights_wrong_shape.keras, INCONSISTENT, '[65, 33]'",
        "truncated.h5, BROKEN, ''",
        "truncated.keras, BROKEN, ''",
        "zip_bomb.keras, TOO_LARGE, ''",
        "zip_bomb_config.keras, TOO_LARGE, config.json",
        "zip_path_escape.keras, OUTSIDE_FILE, ZIP-ESCAPED",
        "html_named_onnx.onnx, NO_MODEL, web page",
        "git_lfs_pointer.onnx, NO_MODEL, LFS",
        "pickle_empty.pkl, NO_MODEL, empty",
        "json_deep.json, OTHER_FORMAT, ''",
        "pytorch_state_dict.pt, OTHER_FORMAT, config.json",
    })
    void isRefusedWithItsReason(String name, Refusal refusal, String named) {
        byte[] content = SharedData.bytes(SharedData.folder("production-a-bad").resolve(name));

        Instant start = Instant.now();
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> KerasFile.read(content, Limits.DEFAULT));

        assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
        assertThat(refused.refusal()).isEqualTo(refusal);
        assertThat(refused).hasMessageContaining(named);
        assertThat(refused.nextStep()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "examples/simple_lstm/simple_lstm_tf_keras_1_model.h5",
        "examples/simple_lstm/simple_lstm_th_keras_1_model.h5"
    })
    void refusesKeras1(String name) {
        Path file = SharedData.folder("keras_dl4j").resolve(name);

        assertThatThrownBy(() -> KerasFile.read(SharedData.bytes(file), Limits.DEFAULT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("keras 1");
    }
}
