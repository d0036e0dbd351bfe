package io.nexus.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedKeysTest {
    @TempDir
    Path directory;

    @Test
    void readsHexAndBase64AndSkipsComments() {
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(WireFixtures.SECRET));

        FeedKeys keys = WireFixtures.keys(directory, "# newest first", "a=" + base64, "", "b=" + WireFixtures.SECRET);

        assertThat(keys.signingKeyId()).isEqualTo("a");
        assertThat(keys.macs().get("a").sign(1, 2, new byte[0], new byte[0]))
                .hasSize(32)
                .isNotEqualTo(keys.macs().get("b").sign(1, 2, new byte[0], new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no-equals-sign", "a=zz!top-secret-zz!top-secret-zz!", "a=cafe", "=cafe223344556677", "a b=00"})
    void namesFileAndLineOfABadKeyButNeverTheSecret(String line) {
        assertThatThrownBy(() -> WireFixtures.keys(directory, "# comment", line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(".keys line 2")
                .hasMessageNotContaining("zz!")
                .hasMessageNotContaining("cafe")
                .hasNoCause();
    }

    @Test
    void refusesNoneThreeAndTwinKeys() {
        String secret = WireFixtures.SECRET;

        assertThatThrownBy(() -> WireFixtures.keys(directory, "# none")).hasMessageContaining("one or two keys");
        assertThatThrownBy(() -> WireFixtures.keys(directory, "a=" + secret, "b=" + secret, "c=" + secret))
                .hasMessageContaining("were 3");
        assertThatThrownBy(() -> WireFixtures.keys(directory, "a=" + secret, "a=" + secret))
                .hasMessageContaining("line 2: key id a stands twice");
    }

    @Test
    void refusesBinary() throws IOException {
        Path file = Files.write(directory.resolve("binary.keys"), new byte[] {(byte) 0xff, 0, 1});

        assertThatThrownBy(() -> FeedKeys.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": is no text in UTF-8; expected keyId=secret lines");
    }

    @Test
    void createsAKeyThatOnlyTheOwnerReads() throws IOException {
        Path file = directory.resolve("new.keys");

        FeedKeys keys = FeedKeys.create(file, "feed-1");

        assertThat(keys.signingKeyId()).isEqualTo("feed-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keys.toString()).isEqualTo("FeedKeys[feed-1]");
        assertThatThrownBy(() -> FeedKeys.create(file, "feed-2")).hasRootCauseMessage(file.toString());
    }
}
