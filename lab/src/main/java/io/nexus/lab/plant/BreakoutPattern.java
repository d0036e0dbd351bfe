package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.MinuteIndicators;

/** The price leaves the channel of the last bars on volume and closes outside. The signal is its way. Decoy: without the volume. */
final class BreakoutPattern implements Pattern {
    private static final long MINUTE_MS = 60_000;
    private static final int TRADES = 20;
    private static final double VOLUME_MARGIN = 1.6;
    private static final double MOST_AWAY_ATR = 2;
    /** The bars before must have gone that way already, or the break would be no efficient move. */
    private static final double LEAST_EFFICIENCY = 0.3;

    @Override
    public StrategyId strategy() {
        return StrategyId.MOMENTUM_BREAKOUT;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        MinuteIndicators minute = stage.market().minute;
        var bars = stage.market().minutes;
        if (!minute.movement.hasRange() || !minute.high20.isFull() || !minute.high55.isFull() || !bars.has(20)) {
            return false;
        }
        double went = side.sign() * (bars.close[bars.at(0)] - (double) bars.close[bars.at(19)]);
        double away = side.sign() * (edge(stage, side) - stage.midTicks()) / minute.movement.trueRange;
        return went > 0 && minute.efficiency20 > LEAST_EFFICIENCY && away > 0 && away < MOST_AWAY_ATR;
    }

    /** The highest high or lowest low of the last twenty bars. */
    private static double edge(Stage stage, Side side) {
        MinuteIndicators minute = stage.market().minute;
        return side == Side.BUY ? minute.high20.max() : -minute.low20.max();
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        write(stage, script, side, amplitude, VOLUME_MARGIN);
        script.truth(side, 0, script.lengthMs());
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        write(stage, script, side, amplitude, 0);
    }

    private static void write(Stage stage, Script script, Side side, double amplitude, double volumeMargin) {
        var rule = stage.config().strategy().momentumBreakout();
        MinuteIndicators minute = stage.market().minute;
        long toClose = MINUTE_MS - Math.floorMod(stage.market().timeMs, MINUTE_MS);
        double to = edge(stage, side) + side.sign() * amplitude * rule.minBreakAtr() * minute.movement.trueRange;
        double lots = volumeMargin * rule.minVolumeRatio() * minute.meanVolume / TRADES;
        script.at(toClose, s -> s.lead(s.midTicks()));
        script.lead(to, MINUTE_MS / 2);
        for (int i = 1; i <= TRADES && lots > 0; i++) {
            script.at(toClose + MINUTE_MS / 2 + i * 1000L, s -> s.trade(side, lots));
        }
        script.at(toClose + MINUTE_MS - 1, s -> s.trade(side, 1)).at(toClose + MINUTE_MS + 5000, Stage::releaseAll);
    }
}
