package io.nexus.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.cli.config.RunConfig;
import io.nexus.connectors.config.ConfigBinder;
import io.nexus.domain.port.ExchangeFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that fails within a run: it comes back by itself, or the run says why it does not. */
final class JobFailureITCase {
    private static final String CAUSE = "no exchange today";
    private static final long LIMIT_MS = 90_000;
    /** Flink serializes what opens the exchange, so the test can't hand its counter over. */
    private static final AtomicInteger OPENINGS = new AtomicInteger();

    @TempDir
    Path directory;

    @BeforeEach
    void nothingOpened() {
        OPENINGS.set(0);
    }

    @Test
    void goesOnWithEveryMessageAfterAFailure() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory);
                EmbeddedRun run = EmbeddedRun.start(plan(), data, failing(1))) {
            await("a restart", () -> !run.restartCause().isEmpty());
            assertThat(run.restartCause().lines().findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains(CAUSE));

            await("the end of the feed", () -> run.gateway().progress().isSourceEnded());
            long received = run.gateway().progress().received();
            await("every message", () -> received == run.monitor().totals().getOrDefault("accepted", 0L));

            assertThat(received).isPositive();
            assertThat(run.failure()).isEmpty();
            assertThat(run.restartCause()).isEmpty();
        }
    }

    @Test
    void saysWhyItFailedForGood() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory);
                EmbeddedRun run = EmbeddedRun.start(plan(), data, failing(Integer.MAX_VALUE))) {
            await("the end of all attempts", () -> !run.failure().isEmpty());

            assertThat(run.failure().lines().findFirst())
                    .hasValueSatisfying(
                            line -> assertThat(line).startsWith("job FAILED").contains(CAUSE));
            assertThat(OPENINGS.get()).as("attempts").isGreaterThan(3);
        }
    }

    private static RunPlan plan() {
        RunConfig config = ConfigBinder.bind(RunConfig.defaults(), Map.of("simulation", Map.of("instruments", 2)));
        return new RunPlan(config, null, 1, 60_000, 30_000, "60x", false, false, "0", null)
                .withFlink(Configuration.fromMap(Map.of("restart-strategy.failure-rate.delay", "200 ms")));
    }

    private static RunProbes failing(int times) {
        UnaryOperator<ExchangeFactory> exchange = factory -> () -> {
            if (OPENINGS.incrementAndGet() <= times) {
                throw new IllegalStateException(CAUSE);
            }
            return factory.open();
        };
        return new RunProbes(UnaryOperator.identity(), exchange);
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long limitMs = System.currentTimeMillis() + LIMIT_MS;
        while (!condition.call()) {
            assertThat(System.currentTimeMillis()).as("waiting for %s", what).isLessThan(limitMs);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
