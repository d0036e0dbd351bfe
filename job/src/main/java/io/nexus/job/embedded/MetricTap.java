package io.nexus.job.embedded;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/** Lets the process that embeds Flink read the job's histograms. One instance per process serves all clusters in it. */
public final class MetricTap implements MetricReporter {
    private static final MetricTap INSTANCE = new MetricTap();

    private final Map<String, Histogram> histogramByName = new ConcurrentHashMap<>();

    private MetricTap() {}

    /** Found by Flink through the service loader. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return INSTANCE;
        }
    }

    /** A quantile of the newest histogram with a name.
     *
     * @param quantile 0 to 1
     * @return null if no such histogram was registered, or nothing was recorded in it */
    public static @Nullable Double quantile(String name, double quantile) {
        Histogram histogram = INSTANCE.histogramByName.get(name);
        return histogram == null || histogram.getCount() == 0
                ? null
                : histogram.getStatistics().getQuantile(quantile);
    }

    /** How many values the newest histogram with a name has; 0 if there is none. */
    public static long count(String name) {
        Histogram histogram = INSTANCE.histogramByName.get(name);
        return histogram == null ? 0 : histogram.getCount();
    }

    @Override
    public void open(MetricConfig config) {
        histogramByName.clear();
    }

    @Override
    public void close() {
        // the histograms stay readable after the cluster is gone
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        if (metric instanceof Histogram histogram) {
            histogramByName.put(name, histogram);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        // see close()
    }
}
