package io.nexus.lab.plant;

import io.nexus.connectors.config.ConfigBinder;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.market.BarSeries;
import io.nexus.udf.market.VolumeProfile;
import io.nexus.udf.strategy.ProfileRotation;
import java.util.Map;

/** After a balanced session the next one opens outside of its value area and comes back: every half hour that the rule asks for closes
 * inside, as far as the amplitude says, or below 1 not quite. The signal is the way to the other edge. Decoy: the last of these half
 * hours, and the one after it, close outside again. Sessions last two hours, lest there be one opening a day. */
final class RotationPattern implements Pattern {
    private static final int SESSION_HOURS = 2;
    private static final long HALF_HOUR_MS = 30 * 60_000;
    /** Before the opening, when the price stands where it opens. */
    private static final long READY_MS = 5_000;

    private static final long AFTER_MS = 3_000;
    /** In which the price is led to where a half hour closes. */
    private static final long DRAW_MS = 90_000;

    private static final double OUTSIDE_ATR = 2;
    private static final double INSIDE_ATR = 2;
    private static final double MOST_INSIDE_WIDTHS = 0.5;
    /** The last minute before the opening still moves the profile a little. */
    private static final double BALANCE_MARGIN = 0.8;

    @Override
    public StrategyId strategy() {
        return StrategyId.PROFILE_ROTATION;
    }

    @Override
    public LayersConfig config(LayersConfig config) {
        return ConfigBinder.bind(
                config, Map.of("strategy", Map.of("profile-rotation", Map.of("session-hours", SESSION_HOURS))));
    }

    @Override
    public boolean tellsStrength() {
        return false;
    }

    @Override
    public boolean isReady(Stage stage, Side side) {
        if (!ValueArea.isKnownSoEarly(aheadMs(stage))
                || !stage.market().minute.movement.hasRange()) {
            return false;
        }
        VolumeProfile profile = profile(stage);
        return profile.isKnown
                && ProfileRotation.offBalance(
                                profile.ticks(profile.pointOfControl),
                                profile.valueLowTicks(),
                                profile.valueHighTicks())
                        < BALANCE_MARGIN * rule(stage).maxOffBalance();
    }

    private static ProfileRotation rule(Stage stage) {
        return stage.config().strategy().profileRotation();
    }

    /** Of the session about to end. */
    private static VolumeProfile profile(Stage stage) {
        BarSeries minutes = stage.market().minutes;
        return VolumeProfile.ofBars(minutes, openingMs(stage) - rule(stage).sessionMs(), minutes.lastCloseMs);
    }

    /** When the next session opens. */
    private static long openingMs(Stage stage) {
        long sessionMs = rule(stage).sessionMs();
        return (Math.floorDiv(stage.market().timeMs, sessionMs) + 1) * sessionMs;
    }

    private static long aheadMs(Stage stage) {
        return openingMs(stage) - stage.market().timeMs;
    }

    private static ValueArea area(Stage stage) {
        return ValueArea.of(profile(stage));
    }

    @Override
    public void plant(Stage stage, Script script, Side side, double amplitude) {
        ValueArea area = area(stage);
        double inside = side.sign()
                * Math.min(
                        INSIDE_ATR * (amplitude - 1) * stage.market().minute.movement.trueRange,
                        MOST_INSIDE_WIDTHS * area.width());
        open(stage, script, side);
        long openingMs = aheadMs(stage);
        for (int period = 1; period <= rule(stage).periods(); period++) {
            close(script, openingMs + period * HALF_HOUR_MS, area.edge(side) + inside);
        }
        script.truth(side, openingMs, script.lengthMs());
    }

    @Override
    public void decoy(Stage stage, Script script, Side side, double amplitude) {
        double edge = area(stage).edge(side);
        double off = side.sign() * INSIDE_ATR * stage.market().minute.movement.trueRange;
        open(stage, script, side);
        long openingMs = aheadMs(stage);
        int periods = rule(stage).periods();
        for (int period = 1; period <= periods + 1; period++) {
            close(script, openingMs + period * HALF_HOUR_MS, period < periods ? edge + off : edge - off);
        }
    }

    /** Leads the price out of the value area, where the next session opens, and lets it go. */
    private static void open(Stage stage, Script script, Side side) {
        double outside = OUTSIDE_ATR * stage.market().minute.movement.trueRange;
        script.lead(area(stage).edge(side) - side.sign() * outside, aheadMs(stage) - READY_MS);
        script.at(aheadMs(stage) + AFTER_MS, Stage::releaseAll);
    }

    /** Leads the price to where a half hour closes, and lets it go. */
    private static void close(Script script, long atMs, double ticks) {
        script.at(atMs - AFTER_MS - DRAW_MS, stage -> {}).draw(ticks, DRAW_MS).at(atMs + AFTER_MS, Stage::releaseAll);
    }
}
