package io.nexus.udf.routing;

import static java.util.Objects.requireNonNull;

import io.nexus.domain.decision.Candidate;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.models.role.ModelUse;
import io.nexus.udf.edge.Aggregated;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Layer 5 in the symbol chain. */
public final class RoutingFunction extends ProcessFunction<Aggregated, Candidate> {
    public static final OutputTag<SkipRecord> SKIPS = new OutputTag<>("l5-skips", TypeInformation.of(SkipRecord.class));

    private static final int AGGREGATOR = 4;

    private final RoutingConfig config;
    private final ModelUse aggregator;
    private final TradedMarkets markets;

    private transient Router core;
    private transient Map<SkipCode, Counter> skips;

    @SuppressWarnings("NullAway.Init") // open() fills the runtime fields before any record
    public RoutingFunction(RoutingConfig config, ModelCatalog catalog, TradedMarkets markets) {
        this.config = config;
        this.aggregator = catalog.use(AGGREGATOR);
        this.markets = markets;
    }

    @Override
    public void open(OpenContext context) {
        core = new Router(config, aggregator, markets);
        skips = new EnumMap<>(SkipCode.class);
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "L5");
        for (SkipCode code : SkipCode.values()) {
            if (code.name().startsWith("L5")) {
                skips.put(code, metrics.counter(code.code()));
            }
        }
    }

    @Override
    public void processElement(Aggregated aggregated, Context context, Collector<Candidate> out) {
        RoutingOutcome outcome = core.decide(aggregated);
        Candidate candidate = outcome.candidate();
        SkipRecord skip = outcome.skip();
        if (candidate != null) {
            out.collect(candidate);
        } else if (skip != null) {
            requireNonNull(skips.get(skip.code())).inc();
            context.output(SKIPS, skip);
        }
    }
}
