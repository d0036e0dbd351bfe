package io.nexus.models.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Small nets as Keras, PyTorch, tf2onnx and the tools of ONNX Runtime write them, with what their writers answer. */
class WrittenFilesTest {
    @Test
    void answersEveryFileAsItsWriterDid() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(getClass().getResource("/written")).toURI());

        FolderVerification verified = FolderVerification.of(new DirectorySource(folder), Limits.DEFAULT);

        assertThat(verified.failed()).isEmpty();
        assertThat(verified.verified()).isGreaterThan(50);
    }
}
