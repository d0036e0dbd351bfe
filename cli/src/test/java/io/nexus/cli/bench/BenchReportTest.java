package io.nexus.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    @Test
    void standsTheMedianOfEachFigureBesideTheBareOneAndTheirRatio() {
        var ours = List.of(latency(900, 4_000), latency(300, 2_000), latency(600, 9_000));
        var bare = List.of(latency(100, 1_000), latency(300, 2_000), latency(200, 1_500));

        var report = BenchReport.of(
                Map.of(
                        BenchKind.LAYERS, ours,
                        BenchKind.THROUGHPUT, events(30_000),
                        BenchKind.TICKS, memory(1_500)),
                Map.of(
                        BenchKind.LAYERS, bare,
                        BenchKind.THROUGHPUT, events(300_000),
                        BenchKind.TICKS, memory(750)));

        assertThat(report.keySet()).containsExactly("layers1to6Us", "tickToSubmitUs", "eventsPerSecond", "memoryMb");
        assertThat(section(report, "layers1to6Us"))
                .containsEntry("p50", 600.0)
                .containsEntry("p99", 4_000.0)
                .containsEntry("bare", Map.of("p50", 200.0, "p99", 1_500.0))
                .containsEntry("ratio", Map.of("p50", 3.0, "p99", 2.667));
        assertThat(section(report, "eventsPerSecond"))
                .containsEntry("value", 30_000.0)
                .containsEntry("bare", 300_000.0)
                .containsEntry("ratio", 0.1);
        assertThat(section(report, "memoryMb")).containsEntry("value", 1_500.0).containsEntry("ratio", 2.0);
    }

    @Test
    void tellsOfARecordingWhatWasMeasuredWithIt() {
        Map<BenchKind, List<Measurement>> measured = Map.of(
                BenchKind.LAYERS, memory(1),
                BenchKind.THROUGHPUT, events(1),
                BenchKind.TICKS, memory(1),
                BenchKind.RECORDED, events(90_000),
                BenchKind.RECORDED_ROCKSDB, events(60_000));

        var report = BenchReport.of(measured, measured);

        assertThat(section(report, "recordedEventsPerSecond")).containsEntry("value", 90_000.0);
        assertThat(section(report, "recordedEventsPerSecondRocksDb")).containsEntry("value", 60_000.0);
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
        double median =
                BenchReport.median(List.of(latency(1, 0), latency(4, 0), latency(2, 0), latency(9, 0)), m -> m.p50Us());

        assertThat(median).isEqualTo(3);
    }

    private static Map<?, ?> raw(Map<String, Object> report, String key) {
        return (Map<?, ?>) report.get(key);
    }

    @SuppressWarnings("unchecked") // sections have text keys
    private static Map<String, Object> section(Map<String, Object> report, String key) {
        return (Map<String, Object>) raw(report, key);
    }

    private static Measurement latency(double p50Us, double p99Us) {
        return new Measurement(5_000, p50Us, p99Us, 100, 0);
    }

    private static List<Measurement> events(double perSecond) {
        return List.of(new Measurement(perSecond, 0, 0, 0, 0));
    }

    private static List<Measurement> memory(long megabytes) {
        return List.of(new Measurement(5_000, 1, 1, 1, megabytes));
    }
}
