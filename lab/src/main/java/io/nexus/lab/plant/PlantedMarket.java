package io.nexus.lab.plant;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.lab.study.LayerStudy;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.market.InstrumentScale;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Plants one pattern into a market that is being studied. The messages of each instrument come in feed-time order; those that a
 * pattern adds wait for the instrument's next underlying one. The same market, pattern and seed give the same messages. Not
 * thread-safe. */
public final class PlantedMarket {
    private final InstrumentCatalog instruments;
    private final LayersConfig config;
    private final LayerStudy study;
    private final LayerStudy.Listener listener;
    private final Plan plan;
    private final Map<String, PlantedInstrument> plantedByInstrument = new TreeMap<>();
    private boolean isStopped;

    /** What is planted when.
     *
     * @param gapMs mean time between two starts on an instrument, in ms; positive
     * @param fromMs feed time before which nothing is planted */
    public record Plan(Pattern pattern, long gapMs, long fromMs, long seed) {
        private static final long LEAST_GAP_MS = 300_000;
        private static final double GAP_HALF_LIVES = 1.2;

        /** As often as the pattern's signals can be told from one another. */
        public static Plan of(Pattern pattern, long fromMs, long seed) {
            long halfLives = Math.round(GAP_HALF_LIVES * pattern.strategy().halfLifeMs());
            long gapMs = Math.max(Math.max(LEAST_GAP_MS, halfLives), pattern.leastGapMs());
            return new Plan(pattern, gapMs, fromMs, seed);
        }
    }

    /** A market to be planted.
     *
     * @param study takes what comes out */
    public PlantedMarket(
            InstrumentCatalog instruments,
            LayersConfig config,
            LayerStudy study,
            LayerStudy.Listener listener,
            Plan plan) {
        this.instruments = instruments;
        this.config = config;
        this.study = study;
        this.listener = listener;
        this.plan = plan;
    }

    /** Takes a message of the underlying market in. */
    public void take(MarketEvent event) {
        plantedByInstrument
                .computeIfAbsent(event.instrument(), key -> planted(instruments.get(key)))
                .take(event);
    }

    private PlantedInstrument planted(Instrument instrument) {
        String key = instrument.key();
        EventWriter out = new EventWriter(key, event -> listener.onEvent(event, study.take(event)));
        PlantedBook book = new PlantedBook(instrument.market(), out);
        RandomGenerator random = new SplittableRandom(plan.seed() * 31 + key.hashCode());
        Stage.Setting setting =
                new Stage.Setting(InstrumentScale.of(instrument), study.market(key), study.memories(key), config);
        Planter planter = new Planter(plan.pattern(), key, plan.gapMs(), plan.fromMs(), random);
        if (isStopped) {
            planter.stop();
        }
        return new PlantedInstrument(out, book, new Stage(out, book, setting, random), planter);
    }

    /** Plants nothing more; what is under way goes on. */
    public void stop() {
        isStopped = true;
        plantedByInstrument.values().forEach(planted -> planted.planter().stop());
    }

    /** How many patterns stand or are under way. */
    public int planted() {
        return plantedByInstrument.values().stream()
                .mapToInt(planted -> planted.planter().planted())
                .sum();
    }

    /** Every label so far, by instrument and start. */
    public List<PlantLabel> labels() {
        return plantedByInstrument.values().stream()
                .flatMap(planted -> planted.planter().labels().stream())
                .toList();
    }

    /** Every decoy so far, by instrument and start, with the side that would be wrong. */
    public List<PlantLabel> decoys() {
        return plantedByInstrument.values().stream()
                .flatMap(planted -> planted.planter().decoys().stream())
                .toList();
    }
}
