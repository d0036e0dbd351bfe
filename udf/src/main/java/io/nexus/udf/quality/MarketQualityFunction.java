package io.nexus.udf.quality;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.Layer;
import io.nexus.domain.skip.LayerDigest;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.HourlyClose;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.state.HotStateFunction;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Layer 1: keyed by instrument, chained behind intake. Emits one {@link Observed} per record. */
public final class MarketQualityFunction extends HotStateFunction<Stamped, Observed, QualityState> {
    public static final OutputTag<SkipRecord> SKIPS = new OutputTag<>("l1-skips", TypeInformation.of(SkipRecord.class));
    public static final OutputTag<LayerDigest> DIGESTS =
            new OutputTag<>("l1-digests", TypeInformation.of(LayerDigest.class));
    public static final OutputTag<HourlyClose> HOURLY =
            new OutputTag<>("l1-hourly", TypeInformation.of(HourlyClose.class));
    public static final OutputTag<FunnelCount> COUNTS =
            new OutputTag<>("l1-counts", TypeInformation.of(FunnelCount.class));

    static final String STATE = "market-quality";

    private static final long serialVersionUID = 1;

    private final InstrumentCatalog catalog;
    private final MarketQualityConfig config;

    private transient Map<String, QualityCore> coreByInstrument;
    private transient Map<SkipCode, Counter> counterByGate;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public MarketQualityFunction(InstrumentCatalog catalog, MarketQualityConfig config) {
        super(STATE, QualityState.class);
        this.catalog = catalog;
        this.config = config;
    }

    @Override
    protected QualityState first() {
        return new QualityState();
    }

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        coreByInstrument = new HashMap<>();
        counterByGate = new EnumMap<>(SkipCode.class);
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "L1");
        for (SkipCode code : SkipCode.values()) {
            if (code.layer() == Layer.L1 || code == SkipCode.L0_OLD_EXCHANGE_EVENT) {
                counterByGate.put(code, metrics.counter(code.code()));
            }
        }
    }

    @Override
    public void processElement(Stamped stamped, Context context, Collector<Observed> out) throws Exception {
        String instrument = stamped.instrument();
        QualityState state = state(instrument);
        QualityCore core = coreByInstrument.computeIfAbsent(
                instrument, key -> new QualityCore(InstrumentScale.of(catalog.get(key)), config));
        MarketEvent event = stamped.market();
        QualityVerdict verdict = event == null
                ? QualityVerdict.NONE
                : core.process(
                        state,
                        stamped,
                        event,
                        (closeTimeMs, closeTicks) -> context.output(
                                HOURLY,
                                new HourlyClose(
                                        instrument,
                                        closeTimeMs,
                                        catalog.get(instrument).priceValue((double) closeTicks))));
        Observed observed = core.observed(state, stamped, verdict);
        if (verdict.skip() != null) {
            context.output(SKIPS, verdict.skip());
            count(verdict.skip().code());
        }
        if (event != null) {
            QualityDigest.add(state.digest, observed);
            publish(state, event, stamped, context);
        }
        keep(state);
        out.collect(observed);
    }

    private void count(SkipCode code) {
        Counter counter = counterByGate.get(code);
        if (counter != null) {
            counter.inc();
        }
    }

    private void publish(QualityState state, MarketEvent event, Stamped stamped, Context context) {
        boolean isEnd = event.kind() == MarketEventKind.END;
        long now = stamped.feedTimeMs();
        if (isEnd) {
            context.output(DIGESTS, state.digest.digest(Layer.L1, stamped.instrument()));
        }
        if (isEnd || now - state.countsPublishedMs >= config.countsEveryMs()) {
            state.countsPublishedMs = now;
            MarketContext market = state.market;
            count("book.compared", market.crossCheck.compared, stamped, context);
            count("book.mismatches", market.crossCheck.mismatches, stamped, context);
            count("book.gaps", market.bookGaps, stamped, context);
            count("book.crossed", market.bookCrossed, stamped, context);
            count("bars.taken", market.barsTaken, stamped, context);
            count("bars.refused", market.barsRefused, stamped, context);
            count("cold", state.coldEvaluations, stamped, context);
        }
    }

    private static void count(String name, long total, Stamped stamped, Context context) {
        context.output(COUNTS, new FunnelCount(stamped.instrument(), name, total, stamped.feedTimeMs()));
    }
}
