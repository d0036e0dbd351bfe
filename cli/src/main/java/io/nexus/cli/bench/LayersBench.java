package io.nexus.cli.bench;

import io.nexus.cli.embedded.MetricTap;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.instrument.Market;
import io.nexus.job.graph.GraphConfig;
import io.nexus.job.graph.PipelineGraph;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.udf.metric.LatencyHistogram;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The whole graph, fed evenly from memory: from intake, the keyed hop to the symbol chain included, to Layer 6's verdict. The
 * account may not trade, so every verdict is a rejection by the last check but is reached through all the others' path. */
final class LayersBench {
    private static final String ACCOUNT = "SIM|USDM|main";
    private static final int FREE_EVENTS = 50_000;
    /** Messages with heartbeats; about half of them are market events. */
    private static final double MESSAGES_PER_SECOND = 4_000;
    /** Of the bare job's records one in so many goes on to its second keyed hop. */
    private static final int BARE_ONE_IN = 4;

    private static final int BARE_CANDIDATE_BYTES = 600;

    private LayersBench() {}

    static Measurement measure(BenchSide side, Path folder, BenchLength length) throws Exception {
        int paced = length.warmEvents() + length.measuredEvents();
        BenchMarket market = BenchMarket.of(folder, FREE_EVENTS + paced);
        int last = market.tape().size() - 1;
        double messagesPerEvent = (last - market.barEvents()) / (double) (FREE_EVENTS + paced);
        Pace pace = new Pace(market.barEvents() + (long) (FREE_EVENTS * messagesPerEvent), MESSAGES_PER_SECOND);
        long measuredFrom = last - (long) (length.measuredEvents() * messagesPerEvent);
        BenchCluster cluster = new BenchCluster(folder);
        StreamExecutionEnvironment environment = cluster.environment();
        if (side == BenchSide.NEXUS) {
            buildLayers(environment, market, pace);
        } else {
            buildBare(environment, market, pace);
        }
        long elapsedNs = cluster.runUntil(environment, measuredFrom, last, () -> {
            BenchGauge.current().reset(0);
            MetricTap.forget(MetricTap.VERDICT_LATENCY);
        });
        double eventsPerSecond = length.measuredEvents() * 1e9 / elapsedNs;
        if (side == BenchSide.NEXUS) {
            return new Measurement(
                    eventsPerSecond, quantileUs(0.5), quantileUs(0.99), MetricTap.count(MetricTap.VERDICT_LATENCY), 0);
        }
        LatencyHistogram bare = BenchGauge.current().latencies();
        var statistics = bare.sinceReset();
        return new Measurement(
                eventsPerSecond,
                statistics.getQuantile(0.5) / 1e3,
                statistics.getQuantile(0.99) / 1e3,
                bare.getCount(),
                0);
    }

    private static double quantileUs(double quantile) {
        return Objects.requireNonNull(
                        MetricTap.quantile(MetricTap.VERDICT_LATENCY, quantile), "no candidate reached Layer 6")
                / 1e3;
    }

    private static void buildLayers(StreamExecutionEnvironment environment, BenchMarket market, Pace pace) {
        PipelineGraph.build(
                environment,
                new TapeSources(market, pace),
                new ForgetfulSinks(),
                new GraphConfig(
                        OpenGates.config().job(),
                        BenchCluster.RUN_ID,
                        market.instruments(),
                        Map.of(Market.USDM, ACCOUNT),
                        ModelCatalog.packaged(),
                        ClosedVenue::new,
                        new BenchCluster.OneStart(),
                        ReferenceCalibration.initial()));
    }

    private static void buildBare(StreamExecutionEnvironment environment, BenchMarket market, Pace pace) {
        var control = BenchCluster.control(environment);
        var received = environment
                .fromSequence(0, market.tape().size() - 1)
                .uid("tape")
                .map(new BareReader(pace))
                .returns(BareRecord.class);
        DataStream<BareRecord> candidates = BareGraph.chain(BareGraph.instruments(received), control, "chain", 5)
                .filter(record -> record.nanos() % BARE_ONE_IN == 0)
                .uid("candidates")
                .map(record -> new BareRecord(ACCOUNT, new byte[BARE_CANDIDATE_BYTES], record.nanos()))
                .returns(BareRecord.class)
                .uid("by-account");
        BareGraph.chain(candidates, control, "risk", 0)
                .map(LayersBench::judged)
                .returns(BareRecord.class)
                .uid("judged")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
    }

    private static BareRecord judged(BareRecord record) {
        BenchGauge.current().latency(System.nanoTime() - record.nanos());
        return record;
    }
}
