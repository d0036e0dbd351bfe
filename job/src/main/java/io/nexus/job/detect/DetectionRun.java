package io.nexus.job.detect;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.job.config.NexusConfig;
import io.nexus.job.plant.Pattern;
import io.nexus.job.plant.PlantLabel;
import io.nexus.job.plant.PlantedMarket;
import io.nexus.job.study.LayerStudy;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.strategy.StrategyCore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One pattern planted into one market, and what its strategy says to it. Not thread-safe. */
final class DetectionRun {
    private final StrategyId strategy;
    private final LayerStudy study;
    private final PlantedMarket market;
    private final Alarms alarms;
    private final Alarms naive;
    private final Map<String, Long> firstMsByInstrument = new HashMap<>();
    private final Map<String, Long> lastMsByInstrument = new HashMap<>();
    private final long fromMs;

    DetectionRun(
            InstrumentCatalog instruments, NexusConfig config, Pattern pattern, long gapMs, long fromMs, long seed) {
        strategy = pattern.strategy();
        this.fromMs = fromMs;
        alarms = new Alarms(strategy.halfLifeMs());
        naive = new Alarms(strategy.halfLifeMs());
        study = new LayerStudy(instruments, config);
        market = new PlantedMarket(
                instruments, config, study, this::hear, new PlantedMarket.Plan(pattern, gapMs, fromMs, seed));
    }

    /** Runs until a number of patterns stand, or the feed ends. */
    void run(FeedSource feed, int plants) {
        long untilMs = Long.MAX_VALUE;
        for (FeedMessage message = feed.next(); message != null; message = feed.next()) {
            MarketEvent event = message.event();
            if (event == null || event.feedTimeMs() > untilMs) {
                if (event != null) {
                    return;
                }
                continue;
            }
            market.take(event);
            if (untilMs == Long.MAX_VALUE && market.labels().size() >= plants) {
                untilMs = market.labels().stream()
                                .mapToLong(PlantLabel::endMs)
                                .max()
                                .orElseThrow()
                        + strategy.halfLifeMs();
            }
        }
    }

    private void hear(MarketEvent event, Signaled signaled) {
        long now = event.feedTimeMs();
        if (now < fromMs) {
            return;
        }
        String instrument = event.instrument();
        firstMsByInstrument.putIfAbsent(instrument, now);
        lastMsByInstrument.put(instrument, now);
        StrategyCore core = study.strategies(instrument);
        for (Side side : Side.values()) {
            if (core.isTriggered(strategy, side)) {
                alarms.raise(instrument, side, now);
            }
            if (core.begins(strategy, side)) {
                naive.raise(instrument, side, now);
            }
        }
    }

    List<PlantLabel> labels() {
        return market.labels();
    }

    int decoys() {
        return market.decoys();
    }

    Score score() {
        return Score.of(market.labels(), alarms.all(), strategy.halfLifeMs());
    }

    Score naiveScore() {
        return Score.of(market.labels(), naive.all(), strategy.halfLifeMs());
    }

    /** Feed time that was listened to, summed over instruments, in hours. */
    double instrumentHours() {
        long ms = 0;
        for (Map.Entry<String, Long> first : firstMsByInstrument.entrySet()) {
            ms += lastMsByInstrument.getOrDefault(first.getKey(), first.getValue()) - first.getValue();
        }
        return ms / 3_600_000.0;
    }
}
