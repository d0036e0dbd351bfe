package io.nexus.udf.meta;

import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.skip.Layer;
import io.nexus.domain.skip.LayerDigest;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.udf.edge.RollingDigest;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.Weighted;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Layer 3 in the symbol chain, keyed by instrument. Records that ask for no decision end here. */
public final class MetaLearnerFunction extends KeyedProcessFunction<String, Signaled, Weighted> {
    public static final OutputTag<SkipRecord> SKIPS = new OutputTag<>("l3-skips", TypeInformation.of(SkipRecord.class));
    public static final OutputTag<LayerDigest> DIGESTS =
            new OutputTag<>("l3-digests", TypeInformation.of(LayerDigest.class));

    private static final String DIGEST_STATE = "l3-digest";

    private final MetaConfig config;
    private final ModelCatalog catalog;

    private transient MetaLearner core;
    private transient ValueState<RollingDigest> digestState;
    private transient Counter anomalies;

    @SuppressWarnings("NullAway.Init") // open() fills the runtime fields before any record
    public MetaLearnerFunction(MetaConfig config, ModelCatalog catalog) {
        this.config = config;
        this.catalog = catalog;
    }

    @Override
    public void open(OpenContext context) {
        core = new MetaLearner(config, catalog);
        digestState = getRuntimeContext().getState(new ValueStateDescriptor<>(DIGEST_STATE, RollingDigest.class));
        anomalies = getRuntimeContext().getMetricGroup().addGroup("layer", "L3").counter("L3.ANOMALY");
    }

    @Override
    public void processElement(Signaled signaled, Context context, Collector<Weighted> out) throws Exception {
        Stamped stamped = signaled.observed().stamped();
        if (signaled.isEvaluation()) {
            MetaOutcome outcome = core.decide(signaled);
            RollingDigest digest = digest();
            MetaDigest.add(digest, stamped, outcome);
            digestState.update(digest);
            emit(outcome, context, out);
        }
        MarketEvent market = stamped.market();
        if (market != null && market.kind() == MarketEventKind.END) {
            context.output(DIGESTS, digest().digest(Layer.L3, stamped.instrument()));
        }
    }

    private void emit(MetaOutcome outcome, Context context, Collector<Weighted> out) {
        Weighted weighted = outcome.weighted();
        SkipRecord skip = outcome.skip();
        if (weighted != null) {
            out.collect(weighted);
        } else if (skip != null) {
            anomalies.inc();
            context.output(SKIPS, skip);
        }
    }

    private RollingDigest digest() throws Exception {
        @Nullable RollingDigest digest = digestState.value();
        return digest == null ? new RollingDigest() : digest;
    }
}
