package io.nexus.testbed.simulation;

import io.nexus.domain.market.Bar;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import java.util.ArrayList;
import java.util.List;

/** Bars from before the start, by the same path process as the live market on a coarse grid, shifted so that each path
 * ends at its start price. */
final class WarmUp {
    static final long MINUTE_MS = 60_000;
    static final long HOUR_MS = 3_600_000;

    private static final long DAY_MS = 24 * HOUR_MS;
    private static final int STEPS_PER_MINUTE = 2;
    private static final long STEP_MS = MINUTE_MS / STEPS_PER_MINUTE;
    private static final long PATH_STREAM = 2_000_000;
    private static final long FACTOR_STREAM = -2;

    private final SimulationConfig config;
    private final long seed;
    private final long endMs;
    private final long firstMs;
    private final long minutesFromMs;

    WarmUp(SimulationConfig config, long seed, long startMs, int hourDays, int minuteDays) {
        this.config = config;
        this.seed = seed;
        endMs = Math.floorDiv(startMs, MINUTE_MS) * MINUTE_MS;
        long hourEndMs = Math.floorDiv(startMs, HOUR_MS) * HOUR_MS;
        firstMs = hourEndMs - hourDays * DAY_MS;
        minutesFromMs = Math.max(firstMs, endMs - minuteDays * DAY_MS);
    }

    List<MarketEvent> bars(List<InstrumentProfile> profiles) {
        List<BarSeries> all = new ArrayList<>(profiles.size());
        for (int i = 0; i < profiles.size(); i++) {
            all.add(series(profiles.get(i), i));
        }
        List<MarketEvent> events = new ArrayList<>();
        for (long closeMs = firstMs + MINUTE_MS; closeMs <= endMs; closeMs += MINUTE_MS) {
            if (closeMs > minutesFromMs) {
                int minute = (int) ((closeMs - minutesFromMs) / MINUTE_MS) - 1;
                all.forEach(series ->
                        events.add(event(series.key(), series.minutes().get(minute))));
            }
            if (closeMs % HOUR_MS == 0) {
                int hour = (int) ((closeMs - firstMs) / HOUR_MS) - 1;
                all.forEach(
                        series -> events.add(event(series.key(), series.hours().get(hour))));
            }
        }
        return events;
    }

    private static MarketEvent event(String key, Bar bar) {
        return MarketEvent.received(MarketEventKind.BAR, key, bar.closeTimeMs(), bar.closeTimeMs(), bar);
    }

    private BarSeries series(InstrumentProfile profile, int index) {
        PastPath path = path(profile, index);
        SeededRandom random = SeededRandom.of(seed, PATH_STREAM * 2 + index);
        BarSeries series = new BarSeries(profile.instrument().key(), new ArrayList<>(), new ArrayList<>());
        BarBuilder hour = new BarBuilder(HOUR_MS, firstMs);
        double arrivalsPerMinute = 60 * InstrumentProcess.arrivalsPerSecond(config) * profile.activity();
        for (int minute = 0; minute < path.minutes(); minute++) {
            long openMs = firstMs + minute * MINUTE_MS;
            double arrivals = arrivalsPerMinute * path.activity(minute) * Math.exp(0.25 * random.nextGaussian());
            Bar bar = path.bar(
                    minute,
                    openMs,
                    arrivals * config.texture().tradeShareRatio(),
                    config.texture().tradeSizeRatio());
            if (openMs >= minutesFromMs) {
                series.minutes().add(bar);
            }
            hour.add(bar);
            if ((openMs + MINUTE_MS) % HOUR_MS == 0) {
                series.hours().add(hour.close());
            }
        }
        return series;
    }

    private PastPath path(InstrumentProfile profile, int index) {
        MarketFactor market =
                new MarketFactor(firstMs, STEP_MS, config.marketVolatilityBps(), SeededRandom.of(seed, FACTOR_STREAM));
        SeededRandom random = SeededRandom.of(seed, PATH_STREAM + index);
        FairPrice fair = new FairPrice(config, profile, firstMs, random);
        PastPath path = new PastPath(profile, (int) ((endMs - firstMs) / MINUTE_MS), STEPS_PER_MINUTE);
        for (long nowMs = firstMs + STEP_MS; nowMs <= endMs; nowMs += STEP_MS) {
            market.advance(nowMs);
            fair.advance(nowMs, market);
            path.add(nowMs, fair);
        }
        return path;
    }

    /** Both series of one instrument, oldest first. */
    private record BarSeries(String key, List<Bar> minutes, List<Bar> hours) {}
}
