package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.strategy.LiquidationDetection;

/** Forced orders drive the price and close open interest; then they dry up and someone absorbs the last of them. The signal is the
 * cascade's side while it grows, the other side after it. Decoy: as many forced orders, met by a price that stands. */
final class CascadePattern implements Pattern {
    private static final int ORDERS = 20;
    private static final long ORDER_EVERY_MS = 1500;
    private static final long ENDS_MS = ORDERS * ORDER_EVERY_MS;
    private static final long ABSORBED_MS = ENDS_MS + 60_000;
    private static final double RETURN_SECONDS = 60;
    private static final double MARGIN = 1.6;
    /** What is left of the forced orders at the last of them, faded over a minute. */
    private static final double LEFT = 0.79;
    /** How much faster than the rule asks for open interest falls. */
    private static final double CLOSED = 3;

    @Override
    public StrategyId strategy() {
        return StrategyId.LIQUIDATION_DETECTION;
    }

    @Override
    public boolean needsForcedOrders() {
        return true;
    }

    /** The limit is what forced orders exceed one second in a hundred. */
    @Override
    public long leastGapMs() {
        return 100 * 60_000;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        LiquidationDetection rule = stage.config().strategy().liquidationDetection();
        return stage.memories().liquidationDetection.samples >= rule.leastSamples()
                && stage.market().seconds.hasVolatility()
                && stage.market().hasOpenInterest;
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        LiquidationDetection rule = stage.config().strategy().liquidationDetection();
        double lots = lots(stage, amplitude) / ORDERS;
        double move = MARGIN * rule.minReturnSigmas() * stage.sigmaTicks(RETURN_SECONDS);
        long ticks = stage.bestTicks(side);
        double closed = CLOSED * rule.minOpenInterestFall() / ORDERS;
        for (int i = 1; i <= ORDERS; i++) {
            long to = ticks + Math.round(side.sign() * move * i / ORDERS);
            script.at(i * ORDER_EVERY_MS, s -> s.liquidate(side, lots))
                    .at(i * ORDER_EVERY_MS, s -> s.hold(side, to))
                    .at(i * ORDER_EVERY_MS, s -> s.closeOpenInterest(closed));
        }
        Side absorber = side.opposite();
        script.at(ENDS_MS + 500, Stage::releaseAll)
                .at(ABSORBED_MS, s -> s.hold(absorber, s.bestTicks(absorber)))
                .at(ABSORBED_MS, s -> s.show(absorber, s.bestTicks(absorber), (double) s.bestLots(absorber)));
        for (int i = 1; i <= 4; i++) {
            script.at(ABSORBED_MS + i * ORDER_EVERY_MS, s -> s.trade(side, (double) s.bestLots(absorber)));
        }
        script.truth(side, 0, ENDS_MS);
        script.truth(absorber, ENDS_MS + 20_000, script.lengthMs());
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        double lots = lots(stage, amplitude) / ORDERS;
        Side absorber = side.opposite();
        long ticks = stage.bestTicks(absorber);
        script.at(0, s -> s.hold(absorber, ticks));
        for (int i = 1; i <= ORDERS; i++) {
            script.at(i * ORDER_EVERY_MS, s -> s.liquidate(side, lots));
        }
        script.at(ENDS_MS + 500, Stage::releaseAll);
    }

    /** Forced lots that bring the faded sum to so many times its limit. */
    private static double lots(Stage stage, double amplitude) {
        double limitUsd = stage.memories().liquidationDetection.limitUsd;
        return stage.scale().lots(amplitude * limitUsd, stage.midTicks()) / LEFT;
    }
}
