package io.nexus.lab.study;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.Reference;
import io.nexus.udf.quality.QualityVerdict;
import io.nexus.udf.strategy.StrategyCore;
import io.nexus.udf.strategy.StrategyMemories;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Takes market events through Layers 1 and 2 as the job does, with control as it stands at the start of a run: the shipped
 * calibration, no learned weights. The same events give the same answers to the bit. Not thread-safe. */
public final class LayerStudy {
    /** Hears what the layers say of each event. */
    @FunctionalInterface
    public interface Listener {
        /** Called after an event has been taken in; the market inside is valid during the call only. */
        void onEvent(MarketEvent event, Signaled signaled);
    }

    private final InstrumentCatalog instruments;
    private final LayersConfig config;
    private final Function<String, Reference> referenceByInstrument;
    private final Map<String, InstrumentStudy> studyByInstrument = new HashMap<>();
    private long unreadable;

    /** A study whose percentiles start from the shipped reference. */
    public LayerStudy(InstrumentCatalog instruments, LayersConfig config) {
        this(instruments, config, instrument -> Reference.shipped());
    }

    /** A study whose percentiles start from a reference per instrument key. */
    public LayerStudy(
            InstrumentCatalog instruments, LayersConfig config, Function<String, Reference> referenceByInstrument) {
        this.instruments = instruments;
        this.config = config;
        this.referenceByInstrument = referenceByInstrument;
    }

    /** Takes an event in.
     *
     * @throws IllegalArgumentException for an instrument that is not in the catalog */
    public Signaled take(MarketEvent event) {
        return study(event.instrument()).take(event);
    }

    private InstrumentStudy study(String instrument) {
        return studyByInstrument.computeIfAbsent(
                instrument, key -> new InstrumentStudy(instruments.get(key), config, referenceByInstrument.apply(key)));
    }

    /** The market of an instrument; it changes with each event.
     *
     * @throws IllegalArgumentException for an instrument that is not in the catalog */
    public MarketContext market(String instrument) {
        return study(instrument).state().market;
    }

    /** What Layer 1 said of the newest event of an instrument.
     *
     * @throws IllegalArgumentException for an instrument that is not in the catalog */
    public QualityVerdict verdict(String instrument) {
        return study(instrument).verdict();
    }

    /** What Layer 2 remembers of an instrument; it changes with each event.
     *
     * @throws IllegalArgumentException for an instrument that is not in the catalog */
    public StrategyMemories memories(String instrument) {
        return study(instrument).memories();
    }

    /** What the newest event of an instrument met of each strategy's rule. */
    public StrategyCore strategies(String instrument) {
        return study(instrument).strategies();
    }

    /** Takes a whole feed in. A message that can't be read is counted and passed over, as the gateway does, a trade that came before
     * is passed over, as intake does. */
    public void takeAll(FeedSource feed, Listener listener) {
        for (FeedMessage message = feed.next(); message != null; message = feed.next()) {
            MarketEvent event = message.event();
            if (event == null) {
                unreadable++;
            } else if (!study(event.instrument()).isRepeat(event)) {
                listener.onEvent(event, take(event));
            }
        }
    }

    /** Messages passed over since they could not be read. */
    public long unreadable() {
        return unreadable;
    }
}
