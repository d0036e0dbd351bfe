package io.nexus.udf.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.testkit.Tape;
import org.junit.jupiter.api.Test;

/** A market in which nothing happens: a book that stays, small trades at the touch, as many to either side. */
final class FlatMarketTest {
    private static final long HOUR_MS = 3_600_000;
    /** 22:30 UTC on a Sunday, so that Chicago's Sunday opening lies before it, and midnight and Monday's first hours in it. */
    private static final long FROM_MS = 1_723_415_400_000L;

    private static Tape tape() {
        return new Tape(FROM_MS, 600_000).snapshot(1000, 1000);
    }

    @Test
    void allTwentyStayNeutralOnAFlatMarket() {
        StrategyMemories memories = new StrategyMemories();

        assertThat(StrategyProbe.fires(tape().quiet(4 * HOUR_MS), memories)).isEmpty();

        assertThat(memories.directions).hasSize(StrategyId.COUNT).containsOnly(0);
        assertThat(memories.openDriveVsFade.sessionMs).isGreaterThan(FROM_MS);
        assertThat(memories.profileRotation.halfHours).isGreaterThan(6);
    }

    @Test
    void theyDoNotWhenThatMarketComesToLife() {
        Tape tape = tape().quiet(HOUR_MS);
        for (int i = 0; i < 40; i++) {
            tape.depth(5000, 200).quote(5000, 200).pass(100);
        }

        assertThat(StrategyProbe.fires(tape, new StrategyMemories())).isNotEmpty();
    }
}
