package io.nexus.lab.plant;

import io.nexus.connectors.config.ConfigBinder;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.market.BarSeries;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.VolumeProfile;
import io.nexus.udf.strategy.OpenDriveVsFade;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What happens where a session opens, one or the other. A drive: the price opens outside of the value area of the session before and goes on
 * without a step back, for as far as the amplitude says; decoy: more than half of it is given back on the way. A rejection: it opens
 * inside, leaves the value area and comes back, as far inside as the amplitude says, or below 1 not quite; decoy: it stays out. Sessions
 * open every two hours, lest there be three a day. */
final class OpeningPattern implements Pattern {
    private static final long MINUTE_MS = 60_000;
    /** Before the opening, when the price stands where it opens. */
    private static final long READY_MS = 5_000;

    private static final long AFTER_MS = 3_000;
    private static final double OUTSIDE_ATR = 2;
    private static final double MOST_INSIDE_WIDTHS = 0.3;
    private static final double DECOY_THRESHOLDS = 2;
    private static final double KEPT_BY_DECOY = 0.4;
    private static final long OUT_MS = 90_000;
    private static final int HOURS = 24;

    @Override
    public StrategyId strategy() {
        return StrategyId.OPEN_DRIVE_VS_FADE;
    }

    @Override
    public LayersConfig config(LayersConfig config) {
        String sessions = IntStream.range(0, HOURS / 2)
                .mapToObj(i -> String.format(Locale.ROOT, "UTC %02d:00 daily", 2 * i))
                .collect(Collectors.joining(", "));
        return ConfigBinder.bind(
                config, Map.of("strategy", Map.of("open-drive-vs-fade", Map.of("sessions", sessions))));
    }

    @Override
    public boolean tellsStrength() {
        return false;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        OpenDriveVsFade.State state = stage.memories().openDriveVsFade;
        long aheadMs = aheadMs(stage);
        return state.sessionMs != 0
                && ValueArea.isKnownSoEarly(aheadMs)
                && rule(stage).medianRange(stage.market().minutes) > 0
                && stage.market().minute.movement.hasRange()
                && profile(stage).isKnown;
    }

    private static OpenDriveVsFade rule(Stage stage) {
        return stage.config().strategy().openDriveVsFade();
    }

    private static VolumeProfile profile(Stage stage) {
        BarSeries minutes = stage.market().minutes;
        return VolumeProfile.ofBars(minutes, stage.memories().openDriveVsFade.sessionMs, minutes.lastCloseMs);
    }

    private static ValueArea area(Stage stage) {
        return ValueArea.of(profile(stage));
    }

    private static long aheadMs(Stage stage) {
        return stage.memories().openDriveVsFade.nextSessionMs - stage.market().timeMs;
    }

    private static double atr(MarketContext market) {
        return market.minute.movement.trueRange;
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        if (stage.random().nextBoolean()) {
            double openTicks = openOutside(stage, script, side);
            double range = amplitude * threshold(stage);
            drive(stage, script, openTicks + side.sign() * range);
            script.truth(side, aheadMs(stage), script.lengthMs());
        } else {
            reject(stage, script, side);
            double insideTicks = OUTSIDE_ATR * (amplitude - 1) * atr(stage.market());
            script.lead(area(stage).edge(side) + side.sign() * insideTicks, OUT_MS);
            hold(script, 2 * MINUTE_MS);
            script.truth(side, aheadMs(stage), script.lengthMs());
        }
        script.at(script.lengthMs() + AFTER_MS, Stage::releaseAll);
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        if (stage.random().nextBoolean()) {
            double openTicks = openOutside(stage, script, side);
            double range = side.sign() * DECOY_THRESHOLDS * threshold(stage);
            long half = rule(stage).driveMinutes() * MINUTE_MS / 2;
            script.lead(openTicks + range, half);
            drive(stage, script, openTicks + KEPT_BY_DECOY * range);
        } else {
            reject(stage, script, side);
            hold(script, (rule(stage).fadeMinutes() + 1) * MINUTE_MS);
        }
        script.at(script.lengthMs() + AFTER_MS, Stage::releaseAll);
    }

    /** Range of a drive that just triggers, in ticks. */
    private static double threshold(Stage stage) {
        return rule(stage).minRangeRatio() * rule(stage).medianRange(stage.market().minutes);
    }

    /** Leads the price out of the value area, where a drive to a side begins, and tells where that is. */
    private static double openOutside(Stage stage, Script script, Side side) {
        double openTicks = area(stage).edge(side.opposite()) + side.sign() * OUTSIDE_ATR * atr(stage.market());
        script.lead(openTicks, aheadMs(stage) - READY_MS);
        hold(script, aheadMs(stage) + AFTER_MS - script.lengthMs());
        return openTicks;
    }

    /** Leads the price evenly to where the first move ends, just before it is judged. */
    private static void drive(Stage stage, Script script, double toTicks) {
        long endMs = aheadMs(stage) + rule(stage).driveMinutes() * MINUTE_MS;
        script.lead(toTicks, endMs - AFTER_MS - script.lengthMs());
        hold(script, 2 * AFTER_MS);
    }

    /** Opens inside the value area and leaves it over the edge that the signal's side defends. */
    private static void reject(Stage stage, Script script, Side side) {
        ValueArea area = area(stage);
        double edge = area.edge(side);
        double inside = Math.min(OUTSIDE_ATR * atr(stage.market()), MOST_INSIDE_WIDTHS * area.width());
        script.lead(edge + side.sign() * inside, aheadMs(stage) - READY_MS);
        hold(script, aheadMs(stage) + MINUTE_MS - script.lengthMs());
        script.lead(edge - side.sign() * OUTSIDE_ATR * atr(stage.market()), OUT_MS);
        hold(script, MINUTE_MS);
    }

    /** Leaves the price where it was led. */
    private static void hold(Script script, long forMs) {
        script.at(script.lengthMs() + forMs, stage -> {});
    }
}
