package io.nexus.models.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Small models of many kinds, each written by the release of its library that its name ends with, with what that
 * release answers. */
final class OtherWritersTest {
    private static final int FILES = 83;

    @Test
    void everyKindOfModelAnswersAsItsWriterDid() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(getClass().getResource("/writers"));

        FolderVerification verification =
                FolderVerification.of(new DirectorySource(Path.of(folder.toURI())), Limits.DEFAULT);

        assertThat(verification.failed()).isEmpty();
        assertThat(verification.verified()).isEqualTo(FILES);
    }
}
