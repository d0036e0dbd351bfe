package io.nexus.lab.detect;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.lab.plant.Pattern;
import io.nexus.lab.plant.PlantLabel;
import io.nexus.lab.plant.PlantedMarket;
import io.nexus.lab.study.LayerStudy;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.strategy.StrategyCore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One pattern planted into one market, and what its strategy says to it. Not thread-safe. */
final class DetectionRun {
    private final StrategyId strategy;
    private final LayerStudy study;
    private final PlantedMarket market;
    private final Alarms alarms;
    private final Alarms naive;
    private final EpisodeNet net;
    private final Map<String, Long> heardUntilMsByInstrument = new TreeMap<>();
    private final long fromMs;
    private final double minConfidence;
    private final List<Double> strengths = new ArrayList<>();
    private long passed;

    /** A market to listen to.
     *
     * @param fromMs feed time before which nothing is planted and nothing counts */
    DetectionRun(InstrumentCatalog instruments, LayersConfig config, Pattern pattern, long fromMs, long seed) {
        strategy = pattern.strategy();
        this.fromMs = fromMs;
        minConfidence = config.strategy().minConfidence();
        alarms = new Alarms(strategy.halfLifeMs());
        naive = new Alarms(strategy.halfLifeMs());
        net = new EpisodeNet(strategy, instruments, config.label());
        study = new LayerStudy(instruments, config);
        market =
                new PlantedMarket(instruments, config, study, this::hear, PlantedMarket.Plan.of(pattern, fromMs, seed));
    }

    /** Runs until so many patterns are complete and a half-life is over, or the feed ends. */
    void run(FeedSource feed, int plants) {
        long untilMs = Long.MAX_VALUE;
        for (FeedMessage message = feed.next(); message != null; message = feed.next()) {
            if (message.feedTimeMs() > untilMs) {
                return;
            }
            MarketEvent event = message.event();
            if (event != null) {
                market.take(event);
            }
            if (untilMs == Long.MAX_VALUE && market.planted() >= plants) {
                market.stop();
                long endMs = market.labels().stream()
                        .mapToLong(PlantLabel::endMs)
                        .max()
                        .orElse(message.feedTimeMs());
                untilMs = endMs + strategy.halfLifeMs();
            }
        }
    }

    private void hear(MarketEvent event, Signaled signaled) {
        long now = event.feedTimeMs();
        if (now < fromMs) {
            return;
        }
        String instrument = event.instrument();
        heardUntilMsByInstrument.put(instrument, now);
        net.follow(signaled);
        for (Signal fire : signaled.fires()) {
            if (fire.strategy() == strategy) {
                strengths.add(fire.strength());
                passed += fire.confidence() >= minConfidence ? 1 : 0;
            }
        }
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

    /** Strengths of the strategy's episodes when they began. */
    List<Double> strengths() {
        return strengths;
    }

    /** How well it went over all rounds of a market, one after the other; instruments of different rounds have nothing to do with
     * each other. A pattern that the feed does not show to its end does not count, nor does what is heard of its instrument once it
     * has begun.
     *
     * @param rounds of one strategy, at least one
     * @param kind of market */
    static Detection detection(String kind, List<DetectionRun> rounds) {
        DetectionRun first = rounds.get(0);
        Rounds all = new Rounds();
        rounds.forEach(all::add);
        long halfLifeMs = first.strategy.halfLifeMs();
        return Detection.of(
                kind,
                all.decoys,
                Score.of(all.labels, all.alarms, halfLifeMs),
                Score.of(all.labels, all.naive, halfLifeMs),
                new Detection.Heard(all.hours, EpisodeNet.all(all.nets), all.fired, all.passed));
    }

    /** What several runs come to. */
    private static final class Rounds {
        private final List<EpisodeNet> nets = new ArrayList<>();
        private final List<PlantLabel> labels = new ArrayList<>();
        private final List<Alarm> alarms = new ArrayList<>();
        private final List<Alarm> naive = new ArrayList<>();
        private int count;
        private int decoys;
        private double hours;
        private long fired;
        private long passed;

        void add(DetectionRun run) {
            String round = "#" + ++count;
            run.market.labels().stream()
                    .filter(run::isComplete)
                    .map(label -> label.of(label.instrument() + round))
                    .forEach(labels::add);
            run.counting(run.alarms).forEach(alarm -> alarms.add(alarm.of(alarm.instrument() + round)));
            run.counting(run.naive).forEach(alarm -> naive.add(alarm.of(alarm.instrument() + round)));
            decoys += run.market.decoys().size();
            hours += run.hours();
            fired += run.strengths.size();
            passed += run.passed;
            nets.add(run.net);
        }
    }

    private double hours() {
        return heardUntilMsByInstrument.values().stream()
                        .mapToLong(untilMs -> untilMs - fromMs)
                        .sum()
                / 3_600_000.0;
    }

    private boolean isComplete(PlantLabel label) {
        return label.endMs() <= heardUntilMsByInstrument.getOrDefault(label.instrument(), fromMs);
    }

    private List<Alarm> counting(Alarms raised) {
        Map<String, Long> cutMsByInstrument = new TreeMap<>();
        for (PlantLabel label : market.labels()) {
            if (!isComplete(label)) {
                cutMsByInstrument.merge(label.instrument(), label.startMs(), Math::min);
            }
        }
        return raised.all().stream()
                .filter(alarm -> alarm.timeMs() < cutMsByInstrument.getOrDefault(alarm.instrument(), Long.MAX_VALUE))
                .toList();
    }
}
