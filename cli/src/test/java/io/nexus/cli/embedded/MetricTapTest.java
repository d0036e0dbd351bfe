package io.nexus.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.udf.metric.LatencyHistogram;
import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricTapTest {
    private static final String NAME = "layer.L6.verdictLatencyNs";

    private final MetricReporter tap = new MetricTap.Factory().createMetricReporter(new Properties());

    @BeforeEach
    void forgetEarlierClusters() {
        tap.open(new MetricConfig());
    }

    @Test
    void findsAHistogramByLayerAndName() {
        LatencyHistogram latencies = registered("L6");
        latencies.update(7);

        assertThat(MetricTap.quantile(NAME, 0.5)).isEqualTo(7);
        assertThat(MetricTap.quantile("layer.L7.verdictLatencyNs", 0.5)).isNull();
    }

    @Test
    void readsTheBusiestOfSeveralWithOneName() {
        LatencyHistogram busy = registered("L6");
        registered("L6").update(1_000);
        busy.update(3);
        busy.update(3);

        assertThat(MetricTap.count(NAME)).isEqualTo(2);
        assertThat(MetricTap.quantile(NAME, 0.99)).isEqualTo(3);
    }

    @Test
    void hasNothingToTellOfWhatItWasToldToForget() {
        registered("L6").update(5);

        MetricTap.forget(NAME);

        assertThat(MetricTap.count(NAME)).isZero();
        assertThat(MetricTap.quantile(NAME, 0.5)).isNull();
    }

    private LatencyHistogram registered(String layer) {
        LatencyHistogram latencies = new LatencyHistogram(System::nanoTime);
        tap.notifyOfAddedMetric(latencies, "verdictLatencyNs", group(layer));
        return latencies;
    }

    private static MetricGroup group(String layer) {
        return new UnregisteredMetricsGroup() {
            @Override
            public String[] getScopeComponents() {
                return new String[] {"host", "taskmanager", "job", "L6 risk", "0", "layer", layer};
            }
        };
    }
}
