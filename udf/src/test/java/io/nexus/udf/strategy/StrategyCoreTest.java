package io.nexus.udf.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.control.Governance;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.MarketUpdate;
import io.nexus.udf.testkit.Evaluations;
import io.nexus.udf.testkit.Tape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Episodes and the filter, on tapes whose every evaluation passes Layer 1. */
final class StrategyCoreTest {
    private static final InstrumentScale SCALE = InstrumentScale.of(Tape.instrument());
    private static final StrategyId BOOK = StrategyId.ORDER_BOOK_IMBALANCE;

    private final StrategyMemories memories = new StrategyMemories();
    private final StrategyCore core = new StrategyCore(SCALE, StrategyConfig.defaults());

    private List<Signaled> signaled(Tape tape) {
        MarketContext market = new MarketContext();
        MarketUpdate update = new MarketUpdate(SCALE);
        List<Signaled> all = new ArrayList<>();
        for (Stamped stamped : tape.records) {
            update.apply(market, stamped.market(), stamped.feedTimeMs(), (closeMs, ticks) -> {});
            Observed observed = new Observed(
                    stamped,
                    market,
                    market.hasTouch,
                    market.bidTicks,
                    market.askTicks,
                    null,
                    new Evaluations().observed().assessment(),
                    null);
            all.add(core.process(memories, observed, stamped.market()));
        }
        return all;
    }

    private static List<Signal> fires(List<Signaled> all, StrategyId strategy) {
        return all.stream()
                .flatMap(signaled -> signaled.fires().stream())
                .filter(fire -> fire.strategy() == strategy)
                .toList();
    }

    private static Tape tape() {
        return new Tape(Tape.START_MS, 600_000).snapshot(1000, 1000);
    }

    private static Tape heavyBids() {
        Tape tape = tape().quiet(5000);
        for (int i = 0; i < 40; i++) {
            tape.depth(5000, 200).pass(100);
        }
        return tape;
    }

    @Test
    void aStrongerTriggerKeepsTheEpisodesStrengthAndRawConfidenceAndMakesItFresh() {
        List<Signaled> all = signaled(heavyBids());

        Signal fire = fires(all, BOOK).get(0);
        List<Signal> told = all.stream()
                .filter(signaled -> !signaled.signals().isEmpty())
                .map(signaled -> signaled.signals().get(BOOK.column()))
                .filter(signal -> !signal.isNeutral())
                .toList();
        assertThat(memories.orderBookImbalance.imbalance.mean).isGreaterThan(0.6 * fire.strength() + 0.01);
        assertThat(told).hasSizeGreaterThan(10).allSatisfy(signal -> {
            assertThat(signal.strength()).isEqualTo(fire.strength());
            assertThat(signal.rawConfidence()).isEqualTo(fire.rawConfidence());
            assertThat(signal.confidence()).isEqualTo(fire.confidence());
        });
        assertThat(told.get(told.size() - 1).firedAtMs()).isGreaterThan(fire.firedAtMs() + 1000);
    }

    @Test
    void aWeakerTriggerLetsTheEpisodeAge() {
        Tape tape = heavyBids();
        long strongUntilMs = tape.timeMs;
        for (int i = 0; i < 20; i++) {
            tape.depth(5000, 1200).pass(100);
        }

        List<Signaled> all = signaled(tape);

        Signal last = all.get(all.size() - 1).signals().get(BOOK.column());
        Signal fire = fires(all, BOOK).get(0);
        assertThat(memories.orderBookImbalance.imbalance.mean).isGreaterThan(0.6);
        assertThat(last.firedAtMs()).isBetween(fire.firedAtMs() + 1, strongUntilMs + 1000);
        assertThat(last.confidence()).isBetween(0.5, fire.confidence() - 0.01);
    }

    @Test
    void aSignalTellsTheHalfLifeItsStrategyGaveIt() {
        Tape tape = tape();
        for (int i = 0; i < 6000; i++) {
            tape.trade(i / 20 % 2 == 0 ? Side.BUY : Side.SELL, tape.mid, 30 + i % 5)
                    .pass(200);
        }
        for (int i = 0; i < 400; i++) {
            tape.trade(Side.BUY, tape.mid, 60).pass(20);
        }

        List<Signaled> all = signaled(tape);

        List<Signal> fast = fires(all, StrategyId.VOLUME_IMBALANCE);
        assertThat(fast.get(fast.size() - 1).halfLifeMs()).isBetween(1000L, 60_000L);
        assertThat(fires(signaled(heavyBids()), BOOK))
                .allSatisfy(fire -> assertThat(fire.halfLifeMs()).isEqualTo(BOOK.halfLifeMs()));
    }

    @Test
    void countsASpreadWithinHalfABasisPointAsOneTick() {
        Signal fire = fires(signaled(heavyBids()), BOOK).get(0);

        // the spread is 2 ticks, half a basis point 30
        assertThat(fire.strength()).isGreaterThan(1);
    }

    @Test
    void governanceMayOnlyRaiseTheFilter() {
        assertThat(limit(0.05)).isCloseTo(0.7, within(1e-12));
        assertThat(limit(-0.1)).isEqualTo(0.65);
    }

    private double limit(double adjustment) {
        Tape tape = tape();
        tape.control = new ControlView(
                Tape.CONTROL.tradingState(),
                Tape.CONTROL.weights(),
                Tape.CONTROL.calibration(),
                adjusted(adjustment),
                null,
                1);
        List<Signaled> all = signaled(tape.quiet(1000));
        SkipRecord skip = core.skip(all.get(all.size() - 1));
        return skip.limit();
    }

    private static Governance adjusted(double adjustment) {
        Governance identity = Governance.identity();
        double[] adjustments = identity.thresholdAdjustments().clone();
        adjustments[Governance.CONFIDENCE_FILTER] = adjustment;
        return new Governance(identity.modelWeights(), adjustments, identity.riskScalers(), identity.retrainFlags(), 0);
    }
}
