package io.nexus.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ClientOrderIdTest {
    @Property
    void givesBackTheSequenceOfAClose(
            @ForAll @IntRange(min = 1, max = 193_000) int sequence,
            @ForAll @LongRange(min = 0, max = 2_000_000_000_000L) long feedTimeMs) {
        String position = ClientOrderId.entry("BTCUSDT", feedTimeMs, 7);
        String close = ClientOrderId.close(position, sequence);

        assertThat(close).hasSizeLessThanOrEqualTo(ClientOrderId.MAX_LENGTH);
        assertThat(ClientOrderId.closeSequence(position, close)).isEqualTo(sequence);
        assertThat(ClientOrderId.positionOfClose(close)).isEqualTo(position);
        assertThat(ClientOrderId.positionOfClose(position)).isNull();
    }

    @Test
    void aPositionNeverRunsOutOfCloseIdsAndNoneOf193000IsUsedTwice() {
        String position = ClientOrderId.entry("BTCUSDT", 1_723_032_000_000L, 7);
        Set<String> ids = new HashSet<>();
        for (int sequence = 1; sequence <= 193_000; sequence++) {
            ids.add(ClientOrderId.close(position, sequence));
        }

        assertThat(ids).hasSize(193_000).allMatch(id -> id.matches("[A-Za-z0-9_-]{1,36}"));
        assertThat(ClientOrderId.close(position, 1_259)).endsWith("xyz");
        assertThat(ClientOrderId.close(position, Integer.MAX_VALUE)).startsWith(position);
    }

    @Test
    void tellsExitsOfAPositionFromForeignOnes() {
        String position = ClientOrderId.entry("BTCUSDT", 1_723_032_000_000L, 7);

        assertThat(ClientOrderId.isOfPosition(position, position + "d")).isTrue();
        assertThat(ClientOrderId.isOfPosition(position, ClientOrderId.close(position, 2_000)))
                .isTrue();
        assertThat(ClientOrderId.isOfPosition(position, position)).isFalse();
        assertThat(ClientOrderId.isOfPosition(position, "NEXUS_ETHUSDT_1_000001x01"))
                .isFalse();
        String longId = "a".repeat(36);
        assertThat(ClientOrderId.isOfPosition(longId, ClientOrderId.close(longId, 3)))
                .isTrue();
    }

    @Test
    void findsNoSequenceInOtherIds() {
        assertThat(ClientOrderId.closeSequence("NEXUS_A_1_000001", "NEXUS_A_1_000001"))
                .isZero();
        assertThat(ClientOrderId.closeSequence("NEXUS_A_1_000001", "NEXUS_A_1_000002x01"))
                .isZero();
        assertThat(ClientOrderId.closeSequence("NEXUS_A_1_000001", "NEXUS_A_1_000001d"))
                .isZero();
        assertThat(ClientOrderId.closeSequence("NEXUS_A_1_000001", "NEXUS_A_1_000001x-1"))
                .isZero();
    }
}
