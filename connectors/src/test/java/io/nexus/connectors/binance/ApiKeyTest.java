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
    void refusesRepeatedAndUnknownLinesWithoutTheirContent() throws Exception {
        Path twice = Files.writeString(folder.resolve("twice"), "apiKey=a\nsecret=geheim\nsecret=geheim2\n");
        Path unknown = Files.writeString(folder.resolve("unknown"), "apiKey=a\nsecrt=geheim\n");

        assertThatThrownBy(() -> ApiKey.read(twice)).hasMessage("key file " + twice + " line 3: secret is given twice");
        assertThatThrownBy(() -> ApiKey.read(unknown))
                .hasMessage("key file " + unknown + " line 2: expected apiKey=... or secret=...");
    }

    @Test
    void makesARandomKeyOnce() {
        Path file = folder.resolve("deep/key");

        assertThat(ApiKey.readOrCreate(file)).isEqualTo(ApiKey.readOrCreate(file));
        assertThat(ApiKey.readOrCreate(folder.resolve("other"))).isNotEqualTo(ApiKey.readOrCreate(file));
    }
}
