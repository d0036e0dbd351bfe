package io.nexus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.cli.config.RunConfig;
import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.Topics;
import io.nexus.testbed.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatewayProcessITCase {
    private static final long LIMIT_MS = 60_000;

    @TempDir
    Path work;

    private EmbeddedKafka kafka;
    private Connections connections;

    @BeforeEach
    void start() throws IOException {
        kafka = EmbeddedKafka.start(work.resolve("kafka"));
        TopicAdmin.create(kafka.client(), Topics.all(64 << 20), OptionalInt.of(1));
        Connections defaults = Connections.defaults();
        connections = new Connections(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                defaults.history(),
                new Connections.Exchange(
                        "http://127.0.0.1:1",
                        work.resolve("keys/venue.key").toString(),
                        work.resolve("made/instruments.json").toString(),
                        Map.of()),
                new Connections.Feed(work.resolve("keys/feed.keys").toString()),
                defaults.flink(),
                defaults.models());
        assertThat(KeyFiles.create(connections)).hasSize(2);
        assertThat(KeyFiles.create(connections)).isEmpty();
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    private static FeedPlan plan(int instruments, long seed, long warmUpMs) {
        RunConfig config =
                ConfigBinder.bind(RunConfig.defaults(), Map.of("simulation", Map.of("instruments", instruments)));
        FeedPlan.Span span = FeedPlan.Span.simulated(warmUpMs, FeedPlan.ENDLESS_MS);
        return new FeedPlan(config, null, null, null, seed, span, "1x");
    }

    private Path directory(String name) {
        return work.resolve(name);
    }

    @Test
    void sendsTheWarmUpWithoutAJobAndKeepsItsDirectoryAndTopicToItsMarket() throws Exception {
        Path home = directory("gateway");
        try (GatewayProcess gateway = GatewayProcess.start(connections, plan(2, 1, 60_000), home)) {
            await(gateway);
            assertThat(gateway.progress().feedTimeMs()).isPositive();
            assertThatThrownBy(() -> GatewayProcess.start(connections, plan(2, 1, 60_000), home))
                    .isInstanceOf(IOException.class)
                    .hasMessage("directory " + home + " is in use by another gateway");
        }
        GatewayStatusFile.Status status = RecordJson.read(
                Files.readAllBytes(home.resolve("gateway-status.json")), GatewayStatusFile.Status.class);
        assertThat(status.isWarm()).isTrue();
        assertThat(status.sent()).isGreaterThan(1_000);

        assertThatThrownBy(() -> GatewayProcess.start(connections, plan(2, 7, 60_000), home))
                .hasMessageContaining("its seed is 1, asked for is 7");
        assertThatThrownBy(() -> GatewayProcess.start(connections, plan(2, 1, 90_000), home))
                .hasMessageContaining("its warm-up is 60 s, asked for is 90 s");
        assertThatThrownBy(() -> GatewayProcess.start(connections, plan(3, 1, 60_000), home))
                .hasMessageContaining("simulated with other options");
        assertThatThrownBy(() -> GatewayProcess.start(connections, plan(2, 1, 60_000), directory("other")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("topic nexus.market holds a market already");
    }

    @Test
    void refusesAnInstrumentsFileOfOtherInstrumentsBeforeItSendsAnything() throws Exception {
        Path home = directory("gateway");
        GatewayProcess.start(connections, plan(2, 1, 1_000), home).close();
        Path file = Path.of(connections.exchange().instrumentsFile());
        Files.writeString(
                file,
                Files.readString(file).replace("\"takerFeeRatio\" : \"0.0005\"", "\"takerFeeRatio\" : \"0.0004\""));

        assertThatThrownBy(() -> GatewayProcess.start(connections, plan(2, 1, 1_000), home))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file + " lists other instruments than this feed has");
    }

    @Test
    void anExchangeRefusesTheJournalOfAnotherRun() throws Exception {
        Path home = directory("venue");
        Files.createDirectories(home);
        Files.writeString(
                home.resolve("venue.journal"),
                """
                {"event":"OPENED","timeMs":0,"usdmWallet":100000,"spotWallet":100000}
                {"event":"CLOCK_TOLD","timeMs":4000000000000}
                """);
        assertThatThrownBy(() -> venue(home))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nexus gateway writes it");
        try (GatewayProcess gateway = GatewayProcess.start(connections, plan(2, 1, 1_000), directory("gateway"))) {
            await(gateway);
        }

        assertThatThrownBy(() -> venue(home))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is at feed time 2096-10-02T07:06:40Z, the market topic ends at 2025-06-02T22:0")
                .hasMessageContaining("of different runs");
        try (VenueProcess venue = venue(directory("fresh"))) {
            long limitMs = System.currentTimeMillis() + LIMIT_MS;
            while (!venue.isFollowing()) {
                assertThat(venue.failure()).isEmpty();
                assertThat(System.currentTimeMillis()).isLessThan(limitMs);
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(venue.instruments()).isEqualTo(2);
            assertThat(venue.clockMs()).isPositive();
        }
    }

    private VenueProcess venue(Path home) throws IOException {
        return VenueProcess.start(connections, RunConfig.defaults(), home, OptionalInt.of(0));
    }

    private static void await(GatewayProcess gateway) throws InterruptedException {
        long limitMs = System.currentTimeMillis() + LIMIT_MS;
        while (!gateway.isWarm()) {
            assertThat(gateway.failure()).isEmpty();
            assertThat(System.currentTimeMillis())
                    .as("waiting for a warm market")
                    .isLessThan(limitMs);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
