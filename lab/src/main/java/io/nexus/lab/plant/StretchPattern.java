package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.domain.quality.RegimeGroup;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.strategy.VwapReversion;

/** The price is led away from the session's VWAP, rests there, and aggressors turn. The signal is the way back. Decoy: it is led there,
 * too, but aggressors go on outwards. */
final class StretchPattern implements Pattern {
    private static final long AWAY_MS = 240_000;
    private static final long REST_MS = 75_000;
    private static final long TURN_EVERY_MS = 1000;
    private static final int TURNS = 10;
    private static final double LEAST_SIGMAS = 0.3;
    /** Farther than the rule allows is another regime, not a stretch. */
    private static final double MOST = 0.95;

    @Override
    public StrategyId strategy() {
        return StrategyId.VWAP_REVERSION;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        VwapReversion rule = stage.config().strategy().vwapReversion();
        var session = stage.market().session;
        return session.isKnown()
                && stage.market().timeMs - session.firstMs >= rule.minSessionMs()
                && stage.memories().regimeGroup == RegimeGroup.RANGING
                && -side.sign() * session.sigmas(stage.midTicks()) > LEAST_SIGMAS;
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        write(stage, script, side, amplitude, side);
        script.truth(side, 0, script.lengthMs());
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        write(stage, script, side, amplitude, side.opposite());
    }

    private static void write(Stage stage, Script script, Side side, double amplitude, Side turning) {
        VwapReversion rule = stage.config().strategy().vwapReversion();
        var session = stage.market().session;
        double sigmas = Math.min(MOST * rule.maxSigmas(), amplitude * rule.minSigmas());
        double to = session.vwapTicks() - side.sign() * sigmas * session.deviationTicks();
        script.lead(to, AWAY_MS);
        long from = script.lengthMs() + REST_MS;
        double lots = stage.market().minute.meanVolume / TURNS;
        for (int i = 1; i <= TURNS; i++) {
            script.at(from + i * TURN_EVERY_MS, s -> s.trade(turning, lots));
        }
        script.at(script.lengthMs() + 500, Stage::releaseAll);
    }
}
