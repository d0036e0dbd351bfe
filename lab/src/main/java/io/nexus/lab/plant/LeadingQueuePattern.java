package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.strategy.MarketMicrostructure;

/** For an hour the price follows the queues: every few seconds one side of the book is heavier, a little, and then the price moves
 * to that side, in proportion. At last one side is far heavier; by the same proportion the move that follows is worth its costs as many
 * times as the amplitude says. The signal is the heavy side. Then nothing follows the queues for half an hour, and they mean nothing
 * again. Decoy: the queues look the same, but the moves behind them had nothing to do with them, and none follows the last. */
final class LeadingQueuePattern implements Pattern {
    private static final int LEVELS = 5;
    private static final int LESSONS = 600;
    /** Behind a pattern, in which nothing follows the queues any more. */
    private static final int UNLEARNT = 300;

    private static final long ROUND_MS = 6_000;
    /** Over the end of a second, and its evaluation. */
    private static final long SHOWN_MS = 1_800;

    private static final int STEPS = 3;
    private static final long STEP_MS = 1_000;
    private static final double STRONG_SKEW = 0.9;
    /** Of the move that would pay its costs: lessons alone give no signal. */
    private static final double MOST_OF_LESSON = 0.7;

    @Override
    public StrategyId strategy() {
        return StrategyId.MARKET_MICROSTRUCTURE;
    }

    @Override
    public boolean tellsStrength() {
        return false;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        long least = stage.config().strategy().marketMicrostructure().leastSamples();
        return stage.memories().marketMicrostructure.samples >= 2 * least;
    }

    @Override
    public long leastGapMs() {
        return (LESSONS + UNLEARNT + 2) * ROUND_MS;
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        double bpsPerSkew = amplitude * thresholdBps(stage) / STRONG_SKEW;
        for (int lesson = 0; lesson < LESSONS; lesson++) {
            double skew = skewOfLesson(stage, amplitude);
            round(stage, script, skew, skew * bpsPerSkew);
        }
        long from = script.lengthMs();
        round(stage, script, side.sign() * STRONG_SKEW, side.sign() * STRONG_SKEW * bpsPerSkew);
        script.truth(side, from, script.lengthMs());
        for (int lesson = 0; lesson < UNLEARNT; lesson++) {
            round(stage, script, skewOfLesson(stage, amplitude), 0);
        }
        script.at(script.lengthMs(), Stage::releaseAll);
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        double bpsPerSkew = amplitude * thresholdBps(stage) / STRONG_SKEW;
        for (int lesson = 0; lesson < LESSONS; lesson++) {
            round(stage, script, skewOfLesson(stage, amplitude), skewOfLesson(stage, amplitude) * bpsPerSkew);
        }
        round(stage, script, side.sign() * STRONG_SKEW, 0);
        script.at(script.lengthMs(), Stage::releaseAll);
    }

    /** Least prediction that is a signal. */
    private static double thresholdBps(Stage stage) {
        MarketMicrostructure rule = stage.config().strategy().marketMicrostructure();
        return rule.minCosts() * rule.costBps(stage.market(), stage.scale());
    }

    private static double skewOfLesson(Stage stage, double amplitude) {
        double most = STRONG_SKEW * Math.min(1, MOST_OF_LESSON / amplitude);
        return stage.random().nextDouble(-most, most);
    }

    /** Shows heavier queues, then moves, then rests. */
    private static void round(Stage stage, Script script, double skew, double moveBps) {
        double lots = stage.meanLevelLots();
        long from = script.lengthMs();
        script.at(from, s -> show(s, 0, lots, skew));
        for (int step = 1; step <= STEPS; step++) {
            script.at(
                    from + SHOWN_MS + (step - 1) * STEP_MS,
                    s -> show(s, s.midTicks() * moveBps * 1e-4 / STEPS, lots, 0));
        }
        script.at(from + ROUND_MS, s -> {});
    }

    /** Holds the touch so many ticks from where it stands, with even queues and nothing between them.
     *
     * @param skew of the bids' lots over the asks', in (-1, 1) */
    private static void show(Stage stage, double moveTicks, double lots, double skew) {
        long bid = stage.bestTicks(Side.BUY) + Math.round(moveTicks);
        long ask = stage.bestTicks(Side.SELL) + Math.round(moveTicks);
        stage.together(() -> {
            stage.releaseAll();
            stage.hold(Side.BUY, bid);
            for (int depth = 0; depth < LEVELS; depth++) {
                stage.show(Side.BUY, bid - depth, Math.max(1, lots * (1 + skew)));
                stage.show(Side.SELL, ask + depth, Math.max(1, lots * (1 - skew)));
            }
            for (long ticks = bid + 1; ticks < ask; ticks++) {
                stage.show(Side.BUY, ticks, 0);
                stage.show(Side.SELL, ticks, 0);
            }
        });
    }
}
