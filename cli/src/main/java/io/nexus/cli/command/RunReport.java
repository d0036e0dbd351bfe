package io.nexus.cli.command;

import io.nexus.cli.embedded.EmbeddedRun;
import io.nexus.cli.embedded.MetricTap;
import io.nexus.cli.embedded.ProcessMemory;
import io.nexus.cli.report.RunSummary;
import io.nexus.cli.report.WarmUpLimits;
import io.nexus.connectors.config.ConfigFile;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.connectors.recorded.BackFill;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.models.catalog.ModelCatalog;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers the summary of a run that has come to its end. */
final class RunReport {
    private RunReport() {}

    /** The warm-up runs as fast as the machine can: its latencies are those of a full queue. */
    static void forgetWarmUpLatencies() {
        MetricTap.forget(MetricTap.VERDICT_LATENCY);
    }

    /** The summary of a run whose services still stand.
     *
     * @throws SQLException if the trade history can't be read */
    static RunSummary of(EmbeddedRun run) throws SQLException {
        RunSummary summed = new RunSummary();
        boolean isSimulated = run.plan().replay() == null;
        summed.put("market", isSimulated ? "SIMULATED MARKET: no claim of profit" : "recorded, orders simulated");
        summed.put("run", run.run().runId());
        Map<String, String> lowered = WarmUpLimits.lowered(run.plan().config());
        if (!lowered.isEmpty()) {
            summed.put("shortWarmUp", lowered);
        }
        if (run.plan().klines() != null) {
            Map<String, Object> bars = new LinkedHashMap<>();
            BackFill backFill = run.backFill();
            backFill.filled().forEach(filled -> bars.put(filled.instrument(), filled.text(backFill.startMs())));
            summed.put("barsBefore", bars);
            if (!backFill.withoutMinutes().isEmpty()) {
                summed.put("missingAtFirst", String.join(" ", BackFill.MINUTE_FEATURES));
            }
        }
        summed.feed(run.gateway().progress(), run.monitor().totals());
        AccountSnapshot account = run.monitor().account();
        try (TradeHistory history = TradeHistory.open(run.history())) {
            summed.trading(history, run.instruments(), run.venue().books(), account == null ? null : account.wallet());
        }
        Map<String, Object> latency = new LinkedHashMap<>();
        latency.put("layers1to6", micros(MetricTap.VERDICT_LATENCY, 1e-3));
        latency.put("tickToSubmit", micros("layer.L7.tickToSubmitMs", 1e3));
        summed.put("latencyUs", latency);
        summed.put("eventsPerSecond", run.gateway().progress().receivedNow() / Math.max(1, run.elapsedMs() / 1_000));
        summed.put("speedReached", run.gateway().progress().speed());
        summed.put("memoryMb", ProcessMemory.peakMb());
        Map<String, Object> stores = new LinkedHashMap<>();
        run.stores().forEach(verdict -> stores.put(verdict.store().path(), verdict.answer() + ""));
        if (!stores.isEmpty()) {
            summed.put("stores", stores);
        }
        var checkpoints = run.checkpoints();
        summed.put("checkpoints", Map.of("completed", checkpoints.completed(), "failed", checkpoints.failed()));
        var weights = run.monitor().weights();
        summed.put("weightUpdates", weights == null ? 0 : weights.days());
        summed.put("digests", run.monitor().digests());
        summed.put("models", models(run.models()));
        summed.put("configHash", ConfigFile.hash(run.plan().config()));
        return summed;
    }

    private static Map<String, Map<String, Object>> models(ModelCatalog catalog) {
        Map<String, Map<String, Object>> models = new LinkedHashMap<>();
        catalog.describe().forEach((model, answer) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("status", answer.status().name());
            values.put("kind", answer.kind());
            values.put("file", answer.file());
            values.put("version", answer.version());
            values.put("trainedOn", answer.trainedOn());
            values.put("why", answer.why());
            models.put(model, values);
        });
        return models;
    }

    private static Map<String, Object> micros(String histogram, double factor) {
        Double p50 = MetricTap.quantile(histogram, 0.5);
        Double p99 = MetricTap.quantile(histogram, 0.99);
        Map<String, Object> quantiles = new LinkedHashMap<>();
        if (p50 != null && p99 != null) {
            quantiles.put("p50", p50 * factor);
            quantiles.put("p99", p99 * factor);
        }
        return quantiles;
    }
}
