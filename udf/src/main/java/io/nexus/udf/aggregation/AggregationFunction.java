package io.nexus.udf.aggregation;

import static java.util.Objects.requireNonNull;

import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.models.role.ModelUse;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.Weighted;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Layer 4 in the symbol chain. */
public final class AggregationFunction extends ProcessFunction<Weighted, Aggregated> {
    public static final OutputTag<SkipRecord> SKIPS = new OutputTag<>("l4-skips", TypeInformation.of(SkipRecord.class));

    private static final int AGGREGATOR = 4;

    private final AggregationConfig config;
    private final ModelUse aggregator;

    private transient Aggregator core;
    private transient Map<SkipCode, Counter> skips;

    @SuppressWarnings("NullAway.Init") // open() fills the runtime fields before any record
    public AggregationFunction(AggregationConfig config, ModelCatalog catalog) {
        this.config = config;
        this.aggregator = catalog.use(AGGREGATOR);
    }

    @Override
    public void open(OpenContext context) {
        core = new Aggregator(config, aggregator);
        skips = new EnumMap<>(SkipCode.class);
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "L4");
        for (SkipCode code : SkipCode.values()) {
            if (code.name().startsWith("L4")) {
                skips.put(code, metrics.counter(code.code()));
            }
        }
    }

    @Override
    public void processElement(Weighted weighted, Context context, Collector<Aggregated> out) {
        AggregationOutcome outcome = core.decide(weighted);
        Aggregated aggregated = outcome.aggregated();
        SkipRecord skip = outcome.skip();
        if (aggregated != null) {
            out.collect(aggregated);
        } else if (skip != null) {
            requireNonNull(skips.get(skip.code())).inc();
            context.output(SKIPS, skip);
        }
    }
}
