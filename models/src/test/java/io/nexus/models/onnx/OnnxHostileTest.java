package io.nexus.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxHostileTest {
    private static final long ALLOWED_MS = 1000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "git_lfs_pointer.onnx | NO_MODEL | Git LFS pointer | git lfs pull",
                "html_named_onnx.onnx | NO_MODEL | web page | Download",
                "onnx_custom_domain.onnx | UNSUPPORTED | acme.ops:Secret | Export",
                "onnx_endless_loop.onnx | UNSUPPORTED | Loop | unroll",
                "onnx_external_data_absolute.onnx | OUTSIDE_FILE | /etc/passwd | save_as_external_data=False",
                "onnx_external_data_escape.onnx | OUTSIDE_FILE | ../../etc/passwd | save_as_external_data=False",
                "onnx_external_data_missing.onnx | OUTSIDE_FILE | weights.bin | save_as_external_data=False",
                "onnx_memory_bomb.onnx | TOO_LARGE | ConstantOfShape | smaller",
                "onnx_nan_outputs.onnx | WRONG_ANSWER | Log | Clip",
                "onnx_string_input.onnx | UNSUPPORTED | StringNormalizer | Export",
                "truncated.onnx | BROKEN | whole | check_model",
            })
    void refusesWithReasonAndNextStep(String file, Refusal refusal, String reason, String nextStep) throws IOException {
        byte[] content =
                Files.readAllBytes(SharedData.folder("models/production-a-bad").resolve(file));

        long startNs = System.nanoTime();
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> OnnxFile.read(content, Limits.DEFAULT));
        long tookMs = (System.nanoTime() - startNs) / 1_000_000;

        assertThat(refused.refusal()).isEqualTo(refusal);
        assertThat(refused).hasMessageContaining(reason);
        assertThat(refused.nextStep()).contains(nextStep);
        assertThat(tookMs).isLessThan(ALLOWED_MS);
    }

    @Test
    void servesANewerFileOfSteadyOperatorsAndSaysSo() throws IOException, RefusedException {
        byte[] content =
                Files.readAllBytes(SharedData.folder("models/production-a-bad").resolve("onnx_ir14_opset28.onnx"));

        ModelFile file = OnnxFile.read(content, Limits.DEFAULT);

        assertThat(file.notes()).anyMatch(note -> note.contains("IR 14 and opset 28"));
    }

    @Test
    void answersOrRefusesEveryPublicFile() throws IOException {
        int served = 0;
        for (String folder : List.of("models/onnx_onnx", "models/sklearn_onnx")) {
            try (Stream<Path> files = Files.walk(SharedData.folder(folder))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".onnx")).toList()) {
                    byte[] content = Files.readAllBytes(file);
                    RefusedException refused =
                            catchThrowableOfType(RefusedException.class, () -> OnnxFile.read(content, Limits.DEFAULT));
                    served += refused == null ? 1 : 0;
                }
            }
        }
        assertThat(served).isEqualTo(6);
    }
}
