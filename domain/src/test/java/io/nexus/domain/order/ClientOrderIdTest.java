package io.nexus.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ClientOrderIdTest {
    @Property
    void givesBackTheSequenceOfAClose(
            @ForAll @IntRange(min = 1, max = 1_259) int sequence,
            @ForAll @LongRange(min = 0, max = 2_000_000_000_000L) long feedTimeMs) {
        String position = ClientOrderId.entry("BTCUSDT", feedTimeMs, 7);
        String close = ClientOrderId.close(position, sequence);

        assertThat(close).hasSizeLessThanOrEqualTo(ClientOrderId.MAX_LENGTH);
        assertThat(ClientOrderId.closeSequence(position, close)).isEqualTo(sequence);
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
