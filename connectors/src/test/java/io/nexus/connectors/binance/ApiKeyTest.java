package io.nexus.connectors.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiKeyTest {
    @TempDir
    Path folder;

    @Test
    void readsKeyAndSecretAndHidesTheSecret() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "# account main\napiKey=abcdef\nsecret= geheim \n");

        ApiKey key = ApiKey.read(file);

        assertThat(key.apiKey()).isEqualTo("abcdef");
        assertThat(key.secret()).isEqualTo("geheim");
        assertThat(key).hasToString("ApiKey[abcd...]");
    }

    @Test
    void namesTheFileButNotItsContentWhenALineIsMissing() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "secret=geheim\n");

        assertThatThrownBy(() -> ApiKey.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> ApiKey.read(folder.resolve("absent"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void makesARandomKeyOnce() {
        Path file = folder.resolve("deep/key");

        assertThat(ApiKey.readOrCreate(file)).isEqualTo(ApiKey.readOrCreate(file));
        assertThat(ApiKey.readOrCreate(folder.resolve("other"))).isNotEqualTo(ApiKey.readOrCreate(file));
    }
}
