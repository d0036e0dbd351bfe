package io.nexus.models.keras;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.models.serving.RefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SymbolTreesTest {
    private static final int NODE = 1024;

    @Test
    void refusesNodesThatNameTheNextOneManyTimes() {
        byte[] file = file(8);
        for (int level = 7; level > 0; level--) {
            node(file, 7 - level, level, 50, 8 - level);
        }
        node(file, 7, 0, 1, 7);

        assertThatThrownBy(() -> SymbolTrees.check(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("links");
    }

    @Test
    void refusesANodeAboveItself() {
        byte[] file = file(1);
        node(file, 0, 3, 1, 0);

        assertThatThrownBy(() -> SymbolTrees.check(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("level 3 above one of level 3");
    }

    @Test
    void refusesNodesThatOverlap() {
        byte[] file = file(64);
        for (int at = 0; at + 8 <= file.length; at += 8) {
            little(file).put(at, "TREE".getBytes(StandardCharsets.US_ASCII)).putShort(at + 6, (short) 0xffff);
        }

        assertThatThrownBy(() -> SymbolTrees.check(file)).isInstanceOf(RefusedException.class);
    }

    @Test
    void takesATreeWhoseNodesHaveOneParent() {
        byte[] file = file(4);
        node(file, 0, 1, 1, 1);
        node(file, 1, 0, 1, 2);

        assertThatCode(() -> SymbolTrees.check(file)).doesNotThrowAnyException();
    }

    private static byte[] file(int nodes) {
        return new byte[nodes * NODE];
    }

    private static ByteBuffer little(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void node(byte[] content, int place, int level, int entries, int child) {
        ByteBuffer file = little(content);
        int at = place * NODE;
        file.put(at, "TREE".getBytes(StandardCharsets.US_ASCII));
        file.put(at + 5, (byte) level).putShort(at + 6, (short) entries);
        for (int i = 0; i < entries; i++) {
            file.putLong(at + 32 + 16 * i, (long) child * NODE);
        }
    }
}
