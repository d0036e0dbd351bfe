package io.nexus.lab.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ShadowResultTest {
    private static final long BLOCK_MS = 60_000;

    /** Results of a number of blocks, so many in each, around a mean that is each block's own. */
    private static List<Outcomes.Result> results(int blocks, int perBlock, double blockDeviationBps) {
        SplittableRandom random = new SplittableRandom(1);
        List<Outcomes.Result> results = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            double shift = blockDeviationBps * (random.nextDouble() - 0.5) * Math.sqrt(12);
            for (int i = 0; i < perBlock; i++) {
                results.add(new Outcomes.Result(block * BLOCK_MS + i, 5 + shift + random.nextDouble() - 0.5));
            }
        }
        return results;
    }

    private static double width(ShadowResult result) {
        return result.highBps() - result.lowBps();
    }

    @Test
    void saysTheMeanAndWhatIsMissingFromIt() {
        ShadowResult result =
                ShadowResult.of(5, 2, List.of(new Outcomes.Result(0, 4), new Outcomes.Result(BLOCK_MS, -1)), BLOCK_MS);

        assertThat(result.meanNetBps()).isEqualTo(1.5);
        assertThat(result.begun()).isEqualTo(5);
        assertThat(result.ended()).isEqualTo(2);
        assertThat(result.open()).isEqualTo(2);
    }

    @Test
    void givesNoIntervalOfLessThanFourBlocks() {
        assertThat(ShadowResult.of(30, 0, results(3, 10, 1), BLOCK_MS).lowBps()).isNull();
        assertThat(ShadowResult.of(40, 0, results(4, 10, 1), BLOCK_MS).lowBps()).isNotNull();
        assertThat(ShadowResult.of(3, 3, List.of(), BLOCK_MS).meanNetBps()).isNull();
    }

    @Test
    void givesTheSameIntervalOfTheSameResults() {
        List<Outcomes.Result> results = results(20, 10, 3);

        assertThat(ShadowResult.of(200, 0, results, BLOCK_MS)).isEqualTo(ShadowResult.of(200, 0, results, BLOCK_MS));
    }

    @Test
    void theIntervalIsAsWideAsTheBlocksDifferHoweverManyResultsEachHas() {
        ShadowResult few = ShadowResult.of(400, 0, results(40, 10, 3), BLOCK_MS);
        ShadowResult many = ShadowResult.of(40_000, 0, results(40, 1000, 3), BLOCK_MS);

        // 2 x 1.96 x 3 / sqrt(40)
        assertThat(width(few)).isCloseTo(1.86, within(0.6));
        assertThat(width(many)).isCloseTo(1.86, within(0.6));
        assertThat(many.meanNetBps()).isBetween(many.lowBps(), many.highBps());
    }

    @Test
    void theIntervalOfAlikeBlocksIsNarrow() {
        assertThat(width(ShadowResult.of(4000, 0, results(40, 100, 0), BLOCK_MS)))
                .isLessThan(0.1);
    }
}
