package io.nexus.domain.skip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RefusalTallyTest {
    @Test
    void aFloodGetsOneLineForEachPowerOfTenAndAnotherReasonItsOwn() {
        RefusalTally tally = new RefusalTally();
        List<Long> lines = new ArrayList<>();

        for (int i = 0; i < 1_234; i++) {
            lines.add(tally.add(refused(RejectReason.MISSING_HEADER)));
        }
        long other = tally.add(refused(RejectReason.WRONG_SIGNATURE));

        assertThat(lines).filteredOn(count -> count > 0).containsExactly(1L, 10L, 100L, 1_000L);
        assertThat(other).isEqualTo(1);
    }

    private static DeadLetter refused(RejectReason reason) {
        return new DeadLetter(reason, "", 0, "", null, 0, 0);
    }
}
