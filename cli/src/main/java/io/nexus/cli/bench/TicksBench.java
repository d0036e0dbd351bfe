package io.nexus.cli.bench;

import io.nexus.cli.embedded.DataDirectory;
import io.nexus.cli.embedded.EmbeddedRun;
import io.nexus.cli.embedded.MetricTap;
import io.nexus.cli.embedded.ProcessMemory;
import io.nexus.cli.embedded.RunPlan;
import io.nexus.cli.embedded.RunProbes;
import io.nexus.domain.account.TradingState;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything in one process, as {@code ./nexus run} has it: from a tick's writing to Kafka to its order's sending. */
final class TicksBench {
    private static final Logger LOG = LoggerFactory.getLogger(TicksBench.class);
    /** Times the 90 events a second that the default universe has at this hour of its day: a little over 5,000 a second. */
    private static final String SPEED = "56x";

    /** Of feed time. */
    private static final long WARM_UP_MS = 2_400_000;

    private static final long STALLED_MS = 120_000;
    private static final long ENDLESS_MS = 24 * 3_600_000L;

    private TicksBench() {}

    static Measurement measure(BenchSide side, Path folder, BenchLength length) throws Exception {
        return side == BenchSide.NEXUS ? run(folder, length) : BareTicks.measure(folder, length);
    }

    private static Measurement run(Path folder, BenchLength length) throws Exception {
        RunPlan plan =
                new RunPlan(OpenGates.trading(), null, 1, WARM_UP_MS, ENDLESS_MS, SPEED, false, false, "0", null);
        try (DataDirectory data = DataDirectory.open(folder);
                EmbeddedRun run = EmbeddedRun.start(plan, data, new RunProbes(TickClock::new, TimedExchange::over))) {
            awaitTradeStart(run);
            run.setTradingState(TradingState.ACTIVE, "measuring");
            Thread.sleep(length.warmMs());
            BenchGauge.current().reset(0);
            long before = run.gateway().progress().received();
            long startNs = System.nanoTime();
            Thread.sleep(length.measuredMs());
            double seconds = (System.nanoTime() - startNs) / 1e9;
            double rate = (run.gateway().progress().received() - before) / seconds;
            requireRunning(run);
            LOG.info(
                    "speed {}; from intake, ns: to verdict p50 {} p99 {}, to the venue's answer p50 {} p99 {}",
                    run.gateway().progress().speed(),
                    MetricTap.quantile(MetricTap.VERDICT_LATENCY, 0.5),
                    MetricTap.quantile(MetricTap.VERDICT_LATENCY, 0.99),
                    MetricTap.quantile("layer.L7.intakeToSubmittedNs", 0.5),
                    MetricTap.quantile("layer.L7.intakeToSubmittedNs", 0.99));
            return measured(rate);
        }
    }

    /** What the gauge holds, with this process's memory. */
    static Measurement measured(double eventsPerSecond) {
        var latencies = BenchGauge.current().latencies();
        var statistics = latencies.sinceReset();
        return new Measurement(
                eventsPerSecond,
                statistics.getQuantile(0.5) / 1e3,
                statistics.getQuantile(0.99) / 1e3,
                latencies.getCount(),
                ProcessMemory.peakMb());
    }

    private static void awaitTradeStart(EmbeddedRun run) throws Exception {
        long limitMs = System.currentTimeMillis() + STALLED_MS;
        while (run.monitor().progressFeedTimeMs() < run.run().tradeFromMs()) {
            requireRunning(run);
            if (System.currentTimeMillis() > limitMs) {
                throw new IllegalStateException("the warm-up did not end within " + STALLED_MS + " ms");
            }
            Thread.sleep(20);
        }
    }

    private static void requireRunning(EmbeddedRun run) throws Exception {
        if (!run.failure().isEmpty()) {
            throw new IllegalStateException(run.failure());
        }
    }
}
