package io.nexus.udf.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.nexus.domain.feature.FeatureSchema;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Dimensions;
import io.nexus.domain.quality.Grade;
import io.nexus.domain.quality.Regime;
import io.nexus.models.input.InputDictionary;
import io.nexus.models.input.RoleInputIds;
import io.nexus.udf.edge.MarketFacts;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.input.RoleInputs;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A long position of 10 lots bought at 100,000 ticks: stop at 99,000, so R is 1,000 ticks; target at 102,000. */
final class PositionInputsTest {
    private static final RoleInputs<PositionView> REVERSAL = RoleInputs.ofRole(6, PositionInputs.SITE);
    private static final long HOUR_MS = 3_600_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final PositionView view = new PositionView();

    private static OpenPosition position(Side side, EntryPlan plan) {
        OrderIntent entry = Records.entry(side, 10, plan);
        OpenPosition position = new OpenPosition(new OrderState(entry));
        position.ledger.apply(Records.BTC, side, 100_000, 10);
        position.openedAtMs = HOUR_MS;
        position.stopTicks = 100_000 - side.sign() * 1_000L;
        position.initialStopTicks = position.stopTicks;
        position.takeProfitTicks = 100_000 + side.sign() * 2_000L;
        return position;
    }

    private static OpenPosition at(OpenPosition position, long bid, long ask, long best, long worst) {
        position.bidTicks = bid;
        position.askTicks = ask;
        position.bestTicks = best;
        position.worstTicks = worst;
        return position;
    }

    private static Observed evaluation(long atMs, double[] features, double[] probabilities) {
        Assessment assessment = new Assessment(
                new Dimensions(0.5, 0.5, 0.5, 0.5, 0.5, 0.5),
                0.6,
                Grade.of(0.6),
                Regime.RANGING,
                Regime.RANGING,
                0.5,
                probabilities,
                0.5,
                0.5,
                false,
                false,
                false);
        MarketFacts facts = new MarketFacts(features, 1, 2, 1, 1, 1, 1, 0, 0, 0.5, 0.5, Double.NaN, 0, false);
        return Records.evaluation(100_000, 100_001, atMs, null, assessment, facts);
    }

    private static Observed ordinary(long atMs) {
        return evaluation(atMs, new double[FeatureSchema.SIZE], new double[Regime.COUNT]);
    }

    @Test
    void aLongIsMeasuredInItsRisk() {
        OpenPosition position =
                at(position(Side.BUY, Records.plan(99_000, 102_000, 500)), 100_500, 100_501, 101_200, 99_400);

        view.show(ordinary(3 * HOUR_MS), position, Records.BTC);

        assertThat(Arrays.copyOf(REVERSAL.of(view), 7))
                .containsExactly(new double[] {0.5, 1.2, 0.6, 2, 0.7, 1.5, 1.5}, within(1e-9));
    }

    @Test
    void aShortIsMeasuredAtItsAsk() {
        OpenPosition position =
                at(position(Side.SELL, Records.plan(101_000, 98_000, 500)), 99_499, 99_500, 99_000, 100_300);

        view.show(ordinary(HOUR_MS), position, Records.BTC);

        assertThat(Arrays.copyOf(REVERSAL.of(view), 7))
                .containsExactly(new double[] {0.5, 1, 0.3, 0, 0.7, 1.5, 1.5}, within(1e-9));
    }

    @Test
    void withoutPlanOrTouchTheMissingValuesStand() {
        view.show(ordinary(HOUR_MS), position(Side.BUY, null), Records.BTC);

        assertThat(Arrays.copyOf(REVERSAL.of(view), 7)).containsExactly(0, 0, 0, 0, 0.5, 0, 0);
    }

    @Test
    void everyInputMovesWithinItsRangeAndLeavesNoGarbage() {
        Random random = new Random(2);
        double[] row = new double[REVERSAL.width()];
        double[] first = new double[row.length];
        boolean[] moves = new boolean[row.length];
        long allocated = 0;
        for (int i = 0; i < 3_000; i++) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            EntryPlan plan = random.nextBoolean() ? null : Records.plan(99_000, 102_000, 500);
            long bid = 99_100L + random.nextInt(2_000);
            OpenPosition position = at(position(side, plan), bid, bid + 1, bid + random.nextInt(500), bid - 300);
            double[] features = new double[FeatureSchema.SIZE];
            Arrays.setAll(features, feature -> random.nextDouble());
            double[] probabilities = new double[Regime.COUNT];
            Arrays.setAll(probabilities, regime -> random.nextDouble());
            view.show(evaluation(HOUR_MS + random.nextInt(1_000_000), features, probabilities), position, Records.BTC);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            REVERSAL.fill(view, i == 0 ? first : row);
            allocated += i > 1_500 ? THREADS.getCurrentThreadAllocatedBytes() - before : 0;
            for (int at = 0; i > 0 && at < row.length; at++) {
                moves[at] |= row[at] != first[at];
                assertThat(InputDictionary.get(RoleInputIds.of(6).get(at)).admits(row[at]))
                        .isTrue();
            }
        }

        for (int at = 0; at < moves.length; at++) {
            assertThat(moves[at]).as(REVERSAL.ids().get(at)).isTrue();
        }
        assertThat(allocated).isZero();
    }
}
