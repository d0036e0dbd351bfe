package io.nexus.lab.picture;

import static java.util.Objects.requireNonNull;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.lab.plant.PlantedMarket;
import io.nexus.lab.study.LayerStudy;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Signaled;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks in a feed for one firing of each strategy wanted: the first that passes the confidence filter with the whole view
 * around it, else one that comes nearer to that than the others. Not thread-safe. */
public final class SceneSearch {
    private static final int BEST = 3;

    private final LayersConfig config;
    private final InstrumentCatalog instruments;
    private final LayerStudy layers;
    private final String source;
    private final double minConfidence;
    private final long fromMs;
    private final Set<StrategyId> wanted;
    private final Map<StrategyId, Map<String, SceneTracker>> trackers = new EnumMap<>(StrategyId.class);
    private final Map<StrategyId, Scene> found = new EnumMap<>(StrategyId.class);

    /** @param source where the feed comes from, in words that may stand in a picture
     * @param fromMs feed time from which firings count */
    public SceneSearch(LayersConfig config, InstrumentCatalog instruments, String source, long fromMs) {
        this.config = config;
        this.instruments = instruments;
        this.source = source;
        this.fromMs = fromMs;
        layers = new LayerStudy(instruments, config);
        minConfidence = config.strategy().minConfidence();
        wanted = EnumSet.noneOf(StrategyId.class);
    }

    /** The pictures of what was found, as SVG by strategy; reads no further than it must. */
    public Map<StrategyId, String> pictures(FeedSource feed, Collection<StrategyId> strategies) {
        return pictures(feed, strategies, event -> look(event, layers.take(event)));
    }

    /** The picture of a pattern that is planted into the feed, as SVG by its strategy; reads no further than it must. */
    public Map<StrategyId, String> planted(FeedSource feed, PlantedMarket.Plan plan) {
        PlantedMarket market = new PlantedMarket(instruments, config, layers, this::look, plan);
        return pictures(feed, List.of(plan.pattern().strategy()), market::take);
    }

    private Map<StrategyId, String> pictures(
            FeedSource feed, Collection<StrategyId> strategies, Consumer<MarketEvent> market) {
        wanted.addAll(strategies);
        strategies.forEach(strategy -> trackers.put(strategy, new HashMap<>()));
        for (FeedMessage message = feed.next(); message != null && !wanted.isEmpty(); message = feed.next()) {
            MarketEvent event = message.event();
            if (event != null) {
                market.accept(event);
            }
        }
        trackers.forEach(
                (strategy, byInstrument) -> byInstrument.values().forEach(tracker -> keep(strategy, tracker.cut())));
        Map<StrategyId, String> pictures = new EnumMap<>(StrategyId.class);
        found.forEach((strategy, scene) -> pictures.put(strategy, Picture.of(scene)));
        return pictures;
    }

    private void look(MarketEvent event, Signaled signaled) {
        if (event.bar() != null) {
            return;
        }
        for (StrategyId strategy : EnumSet.copyOf(wanted)) {
            keep(
                    strategy,
                    tracker(strategy, event.instrument()).take(event, layers.market(event.instrument()), signaled));
        }
        for (Signal fire : signaled.fires()) {
            boolean isWanted = wanted.contains(fire.strategy()) && event.feedTimeMs() >= fromMs;
            if (isWanted && worth(fire) > worth(found.get(fire.strategy()))) {
                SceneTracker tracker = tracker(fire.strategy(), event.instrument());
                if (!tracker.isWriting()) {
                    tracker.fire(fire, event.feedTimeMs(), signaled);
                }
            }
        }
    }

    private SceneTracker tracker(StrategyId strategy, String instrument) {
        return requireNonNull(trackers.get(strategy))
                .computeIfAbsent(
                        instrument,
                        key -> new SceneTracker(instruments.get(key), source, View.of(strategy), config.label()));
    }

    private void keep(StrategyId strategy, @Nullable Scene scene) {
        if (scene != null && worth(scene) > worth(found.get(strategy))) {
            found.put(strategy, scene);
            if (worth(scene) == BEST) {
                wanted.remove(strategy);
            }
        }
    }

    /** What a scene of this firing may come to. */
    private int worth(Signal fire) {
        return fire.confidence() >= minConfidence ? BEST : BEST - 1;
    }

    private int worth(@Nullable Scene scene) {
        if (scene == null) {
            return -1;
        }
        return (scene.signal().confidence() >= minConfidence ? 2 : 0) + (scene.isWhole() ? 1 : 0);
    }
}
