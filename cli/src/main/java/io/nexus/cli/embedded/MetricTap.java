package io.nexus.cli.embedded;

import io.nexus.udf.metric.LatencyHistogram;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/** Lets the process that embeds Flink read the job's histograms, over all that came since they were last reset. One instance per process serves all clusters in it. */
public final class MetricTap implements MetricReporter {
    /** From intake to Layer 6's verdict, ns. */
    public static final String VERDICT_LATENCY = "layer.L6.verdictLatencyNs";

    private static final MetricTap INSTANCE = new MetricTap();

    private static final String LAYER = "layer";

    private final Map<String, List<Histogram>> histogramsByName = new ConcurrentHashMap<>();

    private MetricTap() {}

    /** Found by Flink through the service loader. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return INSTANCE;
        }
    }

    /** A quantile of a histogram. Several subtasks and operators may have one of the same name: the busiest counts.
     *
     * @param name of a layer's histogram {@code layer.L6.name}, of any other its own name
     * @param quantile 0 to 1
     * @return null if no such histogram was registered, or nothing was recorded in it */
    public static @Nullable Double quantile(String name, double quantile) {
        Histogram histogram = busiest(name);
        return histogram == null || countOf(histogram) == 0
                ? null
                : statisticsOf(histogram).getQuantile(quantile);
    }

    /** How many values the busiest histogram of a name has; 0 if there is none. */
    public static long count(String name) {
        Histogram histogram = busiest(name);
        return histogram == null ? 0 : countOf(histogram);
    }

    /** Forgets what the histograms of a name recorded so far; what other reporters show of them goes on. */
    public static void forget(String name) {
        for (Histogram histogram : INSTANCE.histogramsByName.getOrDefault(name, List.of())) {
            if (histogram instanceof LatencyHistogram latencies) {
                latencies.reset();
            }
        }
    }

    private static @Nullable Histogram busiest(String name) {
        Histogram busiest = null;
        for (Histogram histogram : INSTANCE.histogramsByName.getOrDefault(name, List.of())) {
            if (busiest == null || countOf(histogram) > countOf(busiest)) {
                busiest = histogram;
            }
        }
        return busiest;
    }

    private static long countOf(Histogram histogram) {
        return histogram instanceof LatencyHistogram latencies ? latencies.countSinceReset() : histogram.getCount();
    }

    private static HistogramStatistics statisticsOf(Histogram histogram) {
        return histogram instanceof LatencyHistogram latencies ? latencies.sinceReset() : histogram.getStatistics();
    }

    @Override
    public void open(MetricConfig config) {
        histogramsByName.clear();
    }

    @Override
    public void close() {
        // the histograms stay readable after the cluster is gone
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        if (metric instanceof Histogram histogram) {
            histogramsByName
                    .computeIfAbsent(inLayer(name, group), ignored -> new CopyOnWriteArrayList<>())
                    .add(histogram);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        // see close()
    }

    private static String inLayer(String name, MetricGroup group) {
        List<String> scope = Arrays.asList(group.getScopeComponents());
        int layer = scope.lastIndexOf(LAYER);
        return layer < 0 ? name : String.join(".", scope.subList(layer, scope.size())) + "." + name;
    }
}
