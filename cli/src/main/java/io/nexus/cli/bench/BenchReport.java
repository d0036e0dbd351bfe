package io.nexus.cli.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Medians over rounds, each beside the bare job's and their ratio. */
final class BenchReport {
    private BenchReport() {}

    /** The report as nested maps, for JSON. A ratio is ours over bare. */
    static Map<String, Object> of(Map<BenchKind, List<Measurement>> ours, Map<BenchKind, List<Measurement>> bare) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("layers1to6Us", latency(get(ours, BenchKind.LAYERS), get(bare, BenchKind.LAYERS)));
        report.put("tickToSubmitUs", latency(get(ours, BenchKind.TICKS), get(bare, BenchKind.TICKS)));
        report.put("eventsPerSecond", throughput(ours, bare, BenchKind.THROUGHPUT));
        if (ours.containsKey(BenchKind.RECORDED)) {
            report.put("recordedEventsPerSecond", throughput(ours, bare, BenchKind.RECORDED));
            report.put("recordedEventsPerSecondRocksDb", throughput(ours, bare, BenchKind.RECORDED_ROCKSDB));
        }
        report.put("memoryMb", single(get(ours, BenchKind.TICKS), get(bare, BenchKind.TICKS), Measurement::memoryMb));
        return report;
    }

    private static Map<String, Object> throughput(
            Map<BenchKind, List<Measurement>> ours, Map<BenchKind, List<Measurement>> bare, BenchKind kind) {
        return single(get(ours, kind), get(bare, kind), measured -> Math.rint(measured.eventsPerSecond()));
    }

    private static List<Measurement> get(Map<BenchKind, List<Measurement>> measured, BenchKind kind) {
        return Objects.requireNonNull(measured.get(kind), () -> kind + " was not measured");
    }

    private static Map<String, Object> latency(List<Measurement> ours, List<Measurement> bare) {
        Map<String, Object> values = quantiles(ours);
        values.put("bare", quantiles(bare));
        Map<String, Object> ratio = new LinkedHashMap<>();
        ratio.put("p50", rounded(median(ours, Measurement::p50Us) / median(bare, Measurement::p50Us)));
        ratio.put("p99", rounded(median(ours, Measurement::p99Us) / median(bare, Measurement::p99Us)));
        values.put("ratio", ratio);
        values.put("samples", (long) median(ours, Measurement::samples));
        values.put("atEventsPerSecond", Math.rint(median(ours, Measurement::eventsPerSecond)));
        values.put("bareAtEventsPerSecond", Math.rint(median(bare, Measurement::eventsPerSecond)));
        return values;
    }

    private static Map<String, Object> quantiles(List<Measurement> measured) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("p50", rounded(median(measured, Measurement::p50Us)));
        values.put("p99", rounded(median(measured, Measurement::p99Us)));
        return values;
    }

    private static Map<String, Object> single(
            List<Measurement> ours, List<Measurement> bare, ToDoubleFunction<Measurement> value) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("value", median(ours, value));
        values.put("bare", median(bare, value));
        values.put("ratio", rounded(median(ours, value) / median(bare, value)));
        return values;
    }

    /** The middle value; of an even number the mean of the two in the middle. */
    static double median(List<Measurement> measured, ToDoubleFunction<Measurement> value) {
        double[] sorted = measured.stream().mapToDouble(value).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double rounded(double value) {
        return Math.rint(value * 1_000) / 1_000;
    }
}
