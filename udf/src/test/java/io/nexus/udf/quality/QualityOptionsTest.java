package io.nexus.udf.quality;

import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.Side;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.testkit.ChainLink;
import io.nexus.udf.testkit.OptionEffects;
import io.nexus.udf.testkit.Tape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Options of Layer 1 about what a quiet market does not bring change its gates, what it says of the market, or its counts. */
final class QualityOptionsTest {
    @TestFactory
    Stream<DynamicTest> everyOptionAboutWhatIsSeldomHasAnEffect() {
        return new OptionEffects<>("quality", MarketQualityConfig.defaults())
                .in(
                        "a thin book that becomes thinner",
                        config -> play(config, thin()),
                        "order-notional-usd",
                        "formula.depth-orders")
                .in(
                        "the touch of a deep book goes away",
                        config -> play(config, wide(100_000)),
                        "formula.worst-spread-bps")
                .in(
                        "the touch of a thin book goes away",
                        config -> play(config, wide(1_000)),
                        "formula.crisis-spread-factor",
                        "formula.crisis-depth-factor")
                .in(
                        "trades come, but no change of the book",
                        config -> play(config, silent()),
                        "max-book-silence-ms",
                        "counts-every-ms")
                .in("a minute of a market whose bars are known", config -> play(config, young()), "cold-ms")
                .in("two days are missing in the hours", config -> play(config, without(100, 148)), "cold-hour-bars")
                .in("a minute is missing in a day", config -> play(config, without(1_500, 1_501)), "cold-minute-bars")
                .restElsewhere("OptionEffectTest, on a simulated market, and AssessorTest, with models")
                .tests();
    }

    /** At 6,000 USD, of which a tick is a sixth of a basis point. */
    private static Tape tape() {
        return new Tape(Tape.START_MS, 60_000);
    }

    private static Tape thin() {
        return tape().snapshot(100, 100).quiet(2_000).snapshot(1, 1).quiet(2_000);
    }

    private static Tape wide(long lots) {
        Tape tape = tape().snapshot(lots, lots).quiet(90_000);
        for (int ticks = 1; ticks <= 5; ticks++) {
            tape.level(Side.BUY, tape.mid - ticks, 0).level(Side.SELL, tape.mid + ticks, 0);
        }
        tape.level(Side.BUY, tape.mid - 20, 0).level(Side.SELL, tape.mid + 20, 0);
        for (int i = 0; i < 20; i++) {
            tape.pass(100).buy(5);
        }
        return tape;
    }

    private static Tape silent() {
        Tape tape = tape().snapshot(1000, 1000).quiet(5_000);
        for (int i = 0; i < 200; i++) {
            tape.pass(100).buy(5);
        }
        return tape;
    }

    private static Tape young() {
        return tape().backFill().snapshot(1000, 1000).quiet(60_000);
    }

    /** Half an hour and more after its first event, with the bars before but for some. */
    private static Tape without(int fromBar, int toBar) {
        Tape tape = tape().mark(new MarkPrice(6_000, 6_000)).pass(3_600_000).backFill();
        tape.records.subList(fromBar, toBar).clear();
        return tape.snapshot(1000, 1000).quiet(2_000);
    }

    private static List<Object> play(MarketQualityConfig config, Tape tape) throws Exception {
        List<Object> said = new ArrayList<>();
        ChainLink<Stamped, Observed> layer =
                new ChainLink<>(() -> new MarketQualityFunction(Tape.catalog(), config), Stamped::instrument, false);
        for (Stamped stamped : tape.records) {
            for (Observed observed : layer.process(stamped)) {
                said.add(Arrays.asList(observed.gate(), observed.hasTouch(), observed.assessment(), observed.facts()));
            }
        }
        said.addAll(layer.side(MarketQualityFunction.SKIPS));
        said.addAll(layer.side(MarketQualityFunction.COUNTS));
        layer.close();
        return said;
    }
}
