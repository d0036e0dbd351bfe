package io.nexus.udf.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.market.Side;
import io.nexus.domain.outcome.EpisodeOutcome;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.StampedKind;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.testkit.Tape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fee 5 bp a side; spread 2 ticks of 600,000: a barrier is 3 x (10 + 0.033) bp = 30.1 bp net, 40.1 bp gross = 2,406 ticks. */
final class LabellerCoreTest {
    private static final StrategyId STRATEGY = StrategyId.ORDER_BOOK_IMBALANCE;
    private static final long T0 = Tape.START_MS;

    private final LabellerState state = new LabellerState();
    private final LabellerCore core =
            new LabellerCore(InstrumentScale.of(Tape.instrument()), LabellerConfig.defaults());
    private final List<EpisodeOutcome> outcomes = new ArrayList<>();
    private int full;
    private int withoutTouch;

    private void at(long ms, long mid, Signal... fires) {
        touch(ms, mid, true, fires);
    }

    private void touch(long ms, long mid, boolean hasTouch, Signal... fires) {
        Stamped stamped =
                new Stamped(StampedKind.MARKET, Tape.KEY, null, null, 0, null, false, Tape.CONTROL, T0 + ms, 0);
        Observed observed = new Observed(stamped, new MarketContext(), hasTouch, mid - 1, mid + 1, null, null, null);
        core.process(
                state,
                new Signaled(observed, List.of(fires), List.of(), List.of()),
                outcomes::add,
                new LabellerCore.Drops() {
                    @Override
                    public void full() {
                        full++;
                    }

                    @Override
                    public void withoutTouch() {
                        withoutTouch++;
                    }
                });
    }

    private static Signal fire(Side side) {
        return fire(side, STRATEGY.halfLifeMs());
    }

    private static Signal fire(Side side, long halfLifeMs) {
        return new Signal(STRATEGY, side, 1.5, 0.8, 0.8, T0, halfLifeMs, "test");
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void winsAtTheUpperBarrierNetOfSpreadAndFees(Side side) {
        at(0, 600_000, fire(side));
        at(300, 600_000);

        at(5000, 600_000 + side.sign() * 2400);
        assertThat(outcomes).isEmpty();
        at(6000, 600_000 + side.sign() * 2500);

        EpisodeOutcome outcome = outcomes.get(0);
        double gross = (2500 - 2) / (600_000.0 + side.sign()) * 1e4;
        assertThat(outcome.isWin()).isTrue();
        assertThat(outcome.direction()).isEqualTo(side.sign());
        assertThat(outcome.netBps()).isCloseTo(gross - 10, within(1e-9));
        assertThat(outcome.startedAtMs()).isEqualTo(T0);
        assertThat(outcome.endedAtMs()).isEqualTo(T0 + 6000);
        assertThat(state.open).isZero();
    }

    @Test
    void losesAtTheLowerBarrier() {
        at(0, 600_000, fire(Side.BUY));
        at(300, 600_000);

        at(5000, 598_000);

        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.isWin()).isFalse();
            assertThat(outcome.netBps()).isLessThan(-30);
        });
    }

    @Test
    void entersAtTheTouchAsItStood250MsAfterTheSignal() {
        at(0, 600_000, fire(Side.BUY));
        at(200, 600_100);
        at(400, 700_000);

        // entry at 600,101, not at the signal's 600,001 nor the late 700,001
        assertThat(outcomes.get(0).netBps()).isCloseTo((699_999 / 600_101.0 - 1) * 1e4 - 10, within(1e-9));
    }

    @Test
    void takesTheSignOfTheNetResultWhenTimeIsUp() {
        at(0, 600_000, fire(Side.BUY));
        at(300, 600_700);
        at(15_200, 602_000);
        at(20_000, 610_000);

        // entered at 600,001; three half-lives of 5 s after 250 ms the touch of 15.2 s still stood
        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.netBps()).isCloseTo((601_999 / 600_001.0 - 1) * 1e4 - 10, within(1e-9));
            assertThat(outcome.isWin()).isTrue();
            assertThat(outcome.endedAtMs()).isEqualTo(T0 + 15_250);
        });
    }

    @Test
    void takesTheHalfLifeOfTheSignalNotTheStrategysNominalOne() {
        at(0, 600_000, fire(Side.BUY, 1000));
        at(300, 600_000);
        at(3251, 600_000);

        assertThat(outcomes.get(0).endedAtMs()).isEqualTo(T0 + 3250);
    }

    @Test
    void followsABoundedNumberOfEpisodesAndCountsTheRest() {
        for (int i = 0; i < 10; i++) {
            at(i, 600_000, fire(Side.BUY));
        }

        assertThat(state.open).isEqualTo(8);
        assertThat(full).isEqualTo(2);

        at(60_000, 600_000);
        assertThat(outcomes).hasSize(8);
        assertThat(state.openByStrategy[STRATEGY.column()]).isZero();
    }

    @Test
    void dropsAnEpisodeItCannotEnter() {
        at(0, 600_000, fire(Side.BUY));
        touch(100, 600_000, false);
        touch(500, 600_000, false);

        assertThat(outcomes).isEmpty();
        assertThat(withoutTouch).isEqualTo(1);
        assertThat(state.open).isZero();
    }
}
