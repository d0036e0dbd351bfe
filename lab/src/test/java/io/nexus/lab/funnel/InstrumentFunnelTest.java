package io.nexus.lab.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.StampedKind;
import io.nexus.udf.intake.ControlResolver;
import io.nexus.udf.label.LabellerConfig;
import io.nexus.udf.label.LabellerCore;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One instrument, a spread of 2 ticks, one strategy with a half-life of 5 s: its time limit is 15 s. */
final class InstrumentFunnelTest {
    private static final StrategyId STRATEGY = StrategyId.ORDER_BOOK_IMBALANCE;
    private static final Instrument INSTRUMENT =
            new MarketSimulator(SimulationConfig.defaults(), 1, 0).instruments().get(0);
    private static final long MID_TICKS = 600_000;
    private static final long BLOCK_MS = 60_000;

    private final Ledger ledger = new Ledger();
    private final InstrumentScale scale = InstrumentScale.of(INSTRUMENT);
    private final InstrumentFunnel funnel =
            new InstrumentFunnel(ledger, new LabellerCore(scale, LabellerConfig.defaults()), 0.65);

    private static Signal signal(Side side, double confidence) {
        return new Signal(STRATEGY, side, 1.5, 0.8, confidence, 0, 5000, "test");
    }

    private static Signaled event(long timeMs, long midTicks, List<Signal> signals, List<Signal> kept) {
        Stamped stamped = new Stamped(
                StampedKind.MARKET,
                INSTRUMENT.key(),
                null,
                null,
                1,
                null,
                false,
                new ControlResolver("", "", ReferenceCalibration.initial()).resolve(List.of()),
                timeMs,
                0);
        Observed observed =
                new Observed(stamped, new MarketContext(), true, midTicks - 1, midTicks + 1, null, null, null);
        return new Signaled(observed, List.of(), signals, kept);
    }

    private void evaluate(long timeMs, Passage passage, Signal signal, List<Signal> kept) {
        Signaled signaled = event(timeMs, MID_TICKS, List.of(signal), kept);
        funnel.meet(passage, signaled, List.of(signal));
        funnel.take(signaled);
    }

    private void pass(long timeMs, long midTicks) {
        funnel.take(event(timeMs, midTicks, List.of(), List.of()));
    }

    private ShadowResult rejected(Gate gate) {
        return ledger.of(gate).rejected.result(BLOCK_MS);
    }

    private ShadowResult passed(Gate gate) {
        return ledger.of(gate).passed.result(BLOCK_MS);
    }

    private static Passage stopped(Gate gate) {
        return new Passage(gate, Map.of(), null);
    }

    @Test
    void anEpisodeCountsOncePerGateHoweverOftenItIsEvaluated() {
        Signal signal = signal(Side.BUY, 0.9);

        funnel.begin(List.of(signal));
        for (int i = 0; i < 50; i++) {
            evaluate(i * 100L, stopped(Gate.LOW_SCORE), signal, List.of());
        }

        assertThat(ledger.of(Gate.LOW_SCORE).stopped).isEqualTo(50);
        assertThat(rejected(Gate.LOW_SCORE).begun()).isEqualTo(1);
        assertThat(passed(Gate.ABORT).begun()).isEqualTo(1);
        assertThat(rejected(Gate.LOW_LIQUIDITY).begun()).isZero();
        assertThat(passed(Gate.LOW_LIQUIDITY).begun()).isZero();
    }

    @Test
    void keepsTheFirstWordOfAGateAndGoesOnToTheNextWhenItOpens() {
        Signal signal = signal(Side.BUY, 0.9);

        funnel.begin(List.of(signal));
        evaluate(0, stopped(Gate.LOW_SCORE), signal, List.of());
        evaluate(100, stopped(Gate.TOO_NEUTRAL), signal, List.of(signal));

        assertThat(rejected(Gate.LOW_SCORE).begun()).isEqualTo(1);
        assertThat(passed(Gate.LOW_SCORE).begun()).isZero();
        assertThat(passed(Gate.LOW_CONFIDENCE).begun()).isEqualTo(1);
        assertThat(rejected(Gate.TOO_NEUTRAL).begun()).isEqualTo(1);
    }

    @Test
    void aSignalBelowTheConfidenceEndsThereThoughAnotherTakesTheEvaluationOn() {
        Signal signal = signal(Side.BUY, 0.6);

        funnel.begin(List.of(signal));
        evaluate(0, new Passage(null, Map.of(), Side.BUY), signal, List.of());

        assertThat(rejected(Gate.LOW_CONFIDENCE).begun()).isEqualTo(1);
        assertThat(ledger.of(Gate.LOW_CONFIDENCE).stopped).isZero();
        assertThat(passed(Gate.COLD).begun()).isZero();
    }

    @Test
    void signalsAgainstTheAggregateAreNotFollowedBehindLayerFour() {
        Signal signal = signal(Side.SELL, 0.9);

        funnel.begin(List.of(signal));
        evaluate(0, new Passage(null, Map.of(), Side.BUY), signal, List.of(signal));

        assertThat(passed(Gate.HOLD_ZONE).begun()).isEqualTo(1);
        assertThat(passed(Gate.HOLD).begun() + rejected(Gate.HOLD).begun()).isZero();
    }

    @Test
    void aNewEpisodeMeetsTheGatesAnew() {
        Signal signal = signal(Side.BUY, 0.9);

        funnel.begin(List.of(signal));
        evaluate(0, stopped(Gate.LOW_SCORE), signal, List.of());
        funnel.begin(List.of(signal));
        evaluate(20_000, stopped(Gate.LOW_SCORE), signal, List.of());

        assertThat(rejected(Gate.LOW_SCORE).begun()).isEqualTo(2);
    }

    @Test
    void followsFromTheMeetingWithTheGateNetOfSpreadAndTwoFees() {
        Signal signal = signal(Side.BUY, 0.9);

        funnel.begin(List.of(signal));
        evaluate(0, stopped(Gate.LOW_SCORE), signal, List.of());
        pass(300, MID_TICKS);
        pass(20_000, MID_TICKS);

        double spreadBps = 2 / (MID_TICKS + 1.0) * 1e4;
        assertThat(rejected(Gate.LOW_SCORE).meanNetBps()).isCloseTo(-spreadBps - 2 * scale.takerFeeBps(), within(1e-9));
    }

    @Test
    void tellsWhatTheEndOfTheFeedCutOff() {
        Signal signal = signal(Side.BUY, 0.9);

        funnel.begin(List.of(signal));
        pass(0, MID_TICKS);
        pass(300, MID_TICKS);
        funnel.end();

        ShadowResult kept = ledger.of(STRATEGY).keptOutcomes.result(BLOCK_MS);
        assertThat(kept.begun()).isEqualTo(1);
        assertThat(kept.ended()).isZero();
        assertThat(kept.open()).isEqualTo(1);
    }
}
