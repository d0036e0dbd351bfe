package io.nexus.udf.position;

import io.nexus.domain.market.Side;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.StepKind;
import io.nexus.udf.testkit.OptionEffects;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every option of Layer 8 changes a close, a stop, a mark or what is remembered. */
final class PositionOptionsTest {
    private static final double ATR = 300;
    private static final long FAR_BELOW = 80_000;
    private static final long FAR_ABOVE = 120_000;

    @TestFactory
    Stream<DynamicTest> everyOptionHasAnEffect() {
        return new OptionEffects<>("position", PositionConfig.defaults())
                .in(
                        "a rise and a fall",
                        config -> riseAndFall(config, ATR, 102_500),
                        "stops.trailing-from-ratio",
                        "stops.trailing-min-ratio",
                        "stops.trailing-atrs",
                        "mark-interval-ms")
                .in(
                        "a rise and a fall where the average range is 3 %",
                        config -> riseAndFall(config, 3_000, 102_500), "stops.breakeven-from-ratio")
                .in("a rise of 6 %", config -> riseAndFall(config, ATR, 106_000), "exits.scale-out-ratio")
                .in("a crash above the stop", PositionOptionsTest::crash, "exits.disaster-ratio")
                .in(
                        "volatility triples",
                        PositionOptionsTest::restlessMarket,
                        "stops.widen-factor",
                        "stops.widen-volatility-factor")
                .in(
                        "positions without a plan",
                        PositionOptionsTest::withoutPlan,
                        "stops.default-atrs",
                        "stops.default-min-ratio",
                        "stops.default-max-ratio",
                        "stops.default-target-factor")
                .in(
                        "a model expects a reversal",
                        PositionOptionsTest::reversal,
                        "exits.reversal-probability",
                        "exits.reversal-ms")
                .in("a poor market", PositionOptionsTest::poorMarket, "exits.min-score", "exits.low-score-ms")
                .in("two days", PositionOptionsTest::twoDays, "exits.max-age-ms")
                .in("a feed that falls silent", PositionOptionsTest::silence, "exits.silence-ms")
                .in(
                        "closes that expire",
                        PositionOptionsTest::expiringCloses,
                        "closing.limit-slippage-bps",
                        "closing.reprice-slippage-bps",
                        "closing.retry-ms",
                        "closing.max-retry-ms")
                .in("a close that nobody answers", PositionOptionsTest::unansweredClose, "closing.repeat-ms")
                .in("seventy positions", PositionOptionsTest::seventyPositions, "remembered-positions")
                .tests();
    }

    /** Long of 1,000 lots at 100,000 ticks. */
    private static Tape holding(PositionConfig config, long stopTicks, long takeProfitTicks, double atrTicks) {
        OrderIntent entry = Records.entry(Side.BUY, 1_000, Records.plan(stopTicks, takeProfitTicks, atrTicks));
        return new Tape(config).order(Records.admitted(entry, Tape.T0)).fill(entry, 100_000, 1_000);
    }

    private static List<Object> riseAndFall(PositionConfig config, double atrTicks, long topTicks) {
        Tape tape = holding(config, 98_000, FAR_ABOVE, atrTicks);
        for (long bid = 100_000; bid < topTicks; bid += 100) {
            tape.after(500).bid(bid);
        }
        for (long bid = topTicks; bid > 97_500; bid -= 100) {
            tape.after(500).bid(bid);
        }
        return tape.all();
    }

    private static List<Object> crash(PositionConfig config) {
        Tape tape = holding(config, FAR_BELOW, FAR_ABOVE, ATR);
        for (long bid = 100_400; bid > 85_000; bid -= 500) {
            tape.after(500).bid(bid);
        }
        return tape.all();
    }

    private static List<Object> restlessMarket(PositionConfig config) {
        Tape tape = holding(config, 98_000, FAR_ABOVE, ATR);
        for (long bid = 100_000; bid > 96_500; bid -= 100) {
            tape.after(500).evaluation(bid, 0.7, bid > 99_000 ? 0.5 : 1.5, ATR);
        }
        return tape.all();
    }

    /** Of which only the venue's list of orders tells: one whose ATR gives the stop, and one whose ATR is too small to. */
    private static List<Object> withoutPlan(PositionConfig config) {
        return List.of(withoutPlan(config, 700), withoutPlan(config, 100));
    }

    private static List<Object> withoutPlan(PositionConfig config, double atrTicks) {
        OrderIntent entry = Records.entry(Side.BUY, 1_000, null);
        Fill fill = Records.fill(entry, 1, 100_000, 1_000);
        Tape tape = new Tape(config)
                .order(Records.report(entry, OrderStatus.FILLED, Tape.T0, fill).answering(StepKind.RECONCILE));
        tape.after(500).bid(100_000);
        tape.after(2_000).evaluation(100_000, 0.7, 0.5, atrTicks);
        return tape.after(2_000).bid(100_000).all();
    }

    private static List<Object> reversal(PositionConfig config) {
        Tape tape = holding(config, 98_000, FAR_ABOVE, ATR);
        for (int i = 0; i < 40; i++) {
            tape.reversal = i < 20 ? 0.3 : 0.7;
            tape.after(500).evaluation(100_000, 0.7, 0.5, ATR);
        }
        return tape.all();
    }

    private static List<Object> poorMarket(PositionConfig config) {
        Tape tape = holding(config, 98_000, FAR_ABOVE, ATR);
        for (int i = 0; i < 40; i++) {
            tape.after(500).evaluation(100_000, 0.25, 0.5, ATR);
        }
        return tape.all();
    }

    private static List<Object> twoDays(PositionConfig config) {
        Tape tape = holding(config, 98_000, FAR_ABOVE, ATR);
        for (int hour = 0; hour < 48; hour++) {
            tape.after(3_600_000).bid(100_000);
        }
        return tape.all();
    }

    private static List<Object> silence(PositionConfig config) {
        return holding(config, 98_000, FAR_ABOVE, ATR)
                .after(500)
                .bid(100_000)
                .clock(90_000)
                .all();
    }

    /** Each expires as soon as it is asked for, for three minutes. */
    private static List<Object> expiringCloses(PositionConfig config) {
        Tape tape = holding(config, 98_000, FAR_ABOVE, ATR);
        int expired = 0;
        for (int i = 0; i < 360; i++) {
            tape.after(500).bid(97_000);
            if (tape.closes.size() > expired) {
                tape.endClose(OrderStatus.EXPIRED);
                expired++;
            }
        }
        return tape.all();
    }

    private static List<Object> unansweredClose(PositionConfig config) {
        return holding(config, 98_000, FAR_ABOVE, ATR)
                .after(500)
                .bid(97_000)
                .clock(20_000)
                .all();
    }

    /** One after the other; then the first one's fill is read again. */
    private static List<Object> seventyPositions(PositionConfig config) {
        Tape tape = new Tape(config);
        for (int i = 0; i < 70; i++) {
            tape.fill(entry(i), 100_000, 1_000).after(500).bid(97_000);
            tape.fillClose(97_000).after(500);
        }
        return tape.fill(entry(0), 100_000, 1_000).all();
    }

    private static OrderIntent entry(int number) {
        return Records.entry(number + 1, Side.BUY, 1_000, Records.plan(98_000, FAR_ABOVE, ATR));
    }
}
