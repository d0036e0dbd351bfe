package io.nexus.job.metric;

import io.nexus.udf.metric.LatencyHistogram;
import org.apache.flink.metrics.MetricGroup;

/** The metrics of one layer's own time: {@code ownTimeNs}, a histogram by measured record, and {@code busyMsPerSecond}. */
final class LayerTime {
    private static final String LAYER = "layer";

    private LayerTime() {}

    /** A measurement that is registered under a layer's label. */
    static OwnTime register(String layer, MetricGroup metrics) {
        MetricGroup group = metrics.addGroup(LAYER, layer);
        LatencyHistogram histogram = group.histogram("ownTimeNs", new LatencyHistogram(System::nanoTime));
        OwnTime own = new OwnTime(System::nanoTime, histogram::update);
        group.gauge("busyMsPerSecond", new BusyShare(own::busyNs));
        return own;
    }
}
