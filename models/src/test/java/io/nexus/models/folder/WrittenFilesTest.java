package io.nexus.models.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Small models as scikit-learn, XGBoost, LightGBM, Keras, PyTorch, tf2onnx and the tools of ONNX Runtime of several releases write them,
 * with what their writers answer; files of tables end in their release: 020 to 25 of scikit-learn 0.20 to 1.6 and their time. */
class WrittenFilesTest {
    @Test
    void answersEveryFileAsItsWriterDid() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(getClass().getResource("/written")).toURI());

        FolderVerification verified = FolderVerification.of(new DirectorySource(folder), Limits.DEFAULT);

        assertThat(verified.failed()).isEmpty();
        assertThat(verified.verified()).isGreaterThan(290);
    }
}
