package io.nexus.udf.risk;

import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.udf.testkit.OptionEffects;
import io.nexus.udf.testkit.OptionEffects.World;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every option of Layer 6 changes an order, a decision, a skip, a snapshot or when they come. */
final class RiskOptionsTest {
    private static final String NO_MARGIN = "-2019 margin is insufficient";

    /** What happens in a world. */
    @FunctionalInterface
    private interface Script {
        void play(RiskWorld world) throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> everyOptionHasAnEffect() {
        return new OptionEffects<>("risk", RiskConfig.defaults())
                .in(
                        "candidates of many kinds",
                        world(RiskOptionsTest::manyKinds),
                        "equity-start",
                        "max-feed-age-ms",
                        "snapshot-interval-ms",
                        "progress-interval-ms",
                        "sizing.mode",
                        "sizing.base-ratio",
                        "sizing.min-risk-multiplier",
                        "sizing.target-shortfall-ratio",
                        "sizing.shortfall-horizon-minutes",
                        "sizing.prior-episodes",
                        "sizing.class-margin",
                        "sizing.min-value-estimate-bps",
                        "exit-levels.atr-multiple",
                        "exit-levels.min-stop-ratio",
                        "exit-levels.max-stop-ratio",
                        "exit-levels.take-profit-multiple",
                        "exit-levels.slippage-bps",
                        "exit-levels.funding-intervals",
                        "exit-levels.max-slippage-bps",
                        "limits.max-position-ratio",
                        "limits.price-collar-ratio")
                .in(
                        "a book that loses",
                        world(RiskOptionsTest::losing),
                        "limits.max-daily-loss-ratio",
                        "limits.max-weekly-loss-ratio",
                        "limits.max-drawdown-ratio")
                .in(
                        "sixty positions on both sides",
                        world(RiskOptionsTest::sixtyPositions),
                        "limits.max-var-ratio",
                        "limits.max-gross-ratio",
                        "limits.max-positions")
                .in("twelve candidates in a second", world(RiskOptionsTest::burst), "limits.max-orders-per-second")
                .in(
                        "longs that move with BTC",
                        world(RiskOptionsTest::longs),
                        "limits.max-beta-ratio",
                        "limits.beta-symbol",
                        "limits.min-beta-points")
                .in(
                        "long and short price histories",
                        world(RiskOptionsTest::histories),
                        "value-at-risk.tail-probability",
                        "value-at-risk.normal-quantile",
                        "value-at-risk.horizon-hours",
                        "value-at-risk.min-points",
                        "value-at-risk.decay",
                        "value-at-risk.short-history-factor")
                .in(
                        "the venue refuses an instrument",
                        world(world -> refusals(world, 1, 400)),
                        "back-off.first-wait-ms",
                        "back-off.factor",
                        "back-off.max-wait-ms")
                .in(
                        "the venue refuses four instruments",
                        world(world -> refusals(world, 4, 20)),
                        "back-off.reduce-instruments")
                .in("a stop loss", world(RiskOptionsTest::stopLoss), "cool-down-ms")
                .in(
                        "a restart that nobody reconciles",
                        world(RiskOptionsTest::restart),
                        "reconcile-margin-ms",
                        "reconcile-retry-ms")
                .tests();
    }

    private static World<RiskConfig> world(Script script) {
        return config -> {
            try (RiskWorld world = new RiskWorld(config)) {
                script.play(world);
                return world.all;
            }
        };
    }

    /** Nine of ten orders expire, so that their instruments come again. */
    private static void manyKinds(RiskWorld world) throws Exception {
        Random random = new Random(6);
        for (int i = 0; i < 300; i++) {
            world.after(300);
            OrderIntent order = world.order(candidate(random), random.nextInt(8_000));
            if (order != null && random.nextInt(10) == 0) {
                world.fill(order, order.limitTicks());
            } else if (order != null) {
                world.end(order, OrderStatus.EXPIRED, null);
            }
        }
    }

    private static Candidates candidate(Random random) {
        Candidates candidate = Candidates.on(Books.alt(random.nextInt(60)), 600_000, 600_001);
        candidate.side = random.nextBoolean() ? Side.BUY : Side.SELL;
        candidate.atrTicks = 100 * Math.pow(300, random.nextDouble());
        candidate.slope = 0.2 * random.nextGaussian();
        candidate.volatility = 0.2 * Math.pow(20, random.nextDouble());
        candidate.sizeFactor = random.nextBoolean() ? 1 : 0.5;
        candidate.routerConfidence = 0.7 + 0.3 * random.nextDouble();
        candidate.valueEstimateBps = 15 * random.nextDouble() - 3;
        candidate.pWin = 0.4 + 0.4 * random.nextDouble();
        candidate.fundingRateRatio = 0.0003 * random.nextGaussian();
        return candidate;
    }

    /** BTC of 60,000 falls by a third within half an hour. */
    private static void losing(RiskWorld world) throws Exception {
        world.hold(1_000);
        for (long bid = 600_000; bid > 400_000; bid -= 2_000) {
            world.mark(1_000, bid);
            world.order(Candidates.on(Books.ETH, 30_000, 30_001));
            world.after(20_000);
        }
    }

    private static void sixtyPositions(RiskWorld world) throws Exception {
        for (int i = 0; i < 60; i++) {
            Candidates candidate = Candidates.on(Books.alt(i), 600_000, 600_001);
            candidate.side = i % 2 == 0 ? Side.BUY : Side.SELL;
            take(world, candidate);
            world.after(2_000);
        }
    }

    private static void burst(RiskWorld world) throws Exception {
        for (int i = 0; i < 12; i++) {
            world.order(Candidates.on(Books.alt(i), 600_000, 600_001));
            world.after(50);
        }
    }

    /** Every other one has a short history and moves three times as far as BTC, the rest half as far. */
    private static void longs(RiskWorld world) throws Exception {
        Random random = new Random(7);
        double[] btc = noise(random, 300, 0.002);
        world.closes(Books.BTC, btc);
        world.closes(Books.ETH, noise(random, 300, 0.002));
        for (int i = 0; i < 40; i++) {
            boolean isShort = i % 2 == 0;
            double beta = isShort ? 3 : 0.5;
            double[] returns = Arrays.stream(Arrays.copyOfRange(btc, isShort ? 240 : 0, 300))
                    .map(one -> beta * one)
                    .toArray();
            world.closes(Books.alt(i), returns);
            take(world, Candidates.on(Books.alt(i), 600_000, 600_001));
            world.after(2_000);
        }
    }

    private static void histories(RiskWorld world) throws Exception {
        Random random = new Random(8);
        world.closes(Books.BTC, noise(random, 600, 0.01));
        world.closes(Books.ETH, noise(random, 600, 0.01));
        world.closes(Books.alt(0), noise(random, 60, 0.01));
        take(world, Candidates.buy());
        take(world.after(2_000), Candidates.on(Books.ETH, 30_000, 30_001));
        take(world.after(2_000), Candidates.on(Books.alt(0), 600_000, 600_001));
        take(world.after(2_000), Candidates.on(Books.alt(1), 600_000, 600_001));
    }

    private static double[] noise(Random random, int hours, double most) {
        return random.doubles(hours, -most, most).toArray();
    }

    private static void refusals(RiskWorld world, int instruments, int seconds) throws Exception {
        for (int i = 0; i < seconds; i++) {
            for (int k = 0; k < instruments; k++) {
                OrderIntent order = world.order(Candidates.on(Books.alt(k), 600_000, 600_001));
                if (order != null) {
                    world.end(order, OrderStatus.REJECTED, NO_MARGIN);
                }
            }
            world.after(1_000);
        }
    }

    private static void stopLoss(RiskWorld world) throws Exception {
        world.hold(10);
        world.list(Books.order("ex", "e", Side.SELL, 10, ExitReason.STOP_LOSS), 590_000);
        for (int i = 0; i < 40; i++) {
            world.after(10_000).order(Candidates.buy());
        }
    }

    private static void restart(RiskWorld world) throws Exception {
        world.hold(10);
        world.restart();
        for (int i = 0; i < 80; i++) {
            world.after(1_000);
        }
    }

    private static void take(RiskWorld world, Candidates candidate) throws Exception {
        OrderIntent order = world.order(candidate);
        if (order != null) {
            world.fill(order, order.limitTicks());
        }
    }
}
