package io.nexus.cli.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nexus.cli.report.StoredCounts;
import io.nexus.connectors.binance.ApiKey;
import io.nexus.connectors.binance.RequestSignature;
import io.nexus.connectors.file.WholeFile;
import io.nexus.connectors.gateway.GatewayState;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.HistoryFollower;
import io.nexus.connectors.history.HistorySchema;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.testbed.broker.EmbeddedKafka;
import io.nexus.testbed.venue.SimulatedExchange;
import io.nexus.testbed.venue.SimulatedExchangeConfig;
import java.io.DataOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeOffsets;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.filesystem.RelativeFileStateHandle;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A data directory as a run leaves it, made in seconds: the broker, the venue, the trade history and the ledger are real, state
 * and records of the job are not. */
final class StoreFixture {
    static final String ORDERS = Topics.ORDERS + "-3";
    private static final InstrumentCatalog INSTRUMENTS = InstrumentFile.binance2024();
    private static final long START_MS = 1_723_161_600_000L;

    private final Path root;
    private final String runId;

    StoreFixture(Path root, String runId) {
        this.root = root;
        this.runId = runId;
    }

    /** One process of the run: checks, starts, writes and ends.
     *
     * @param life 1, 2, ...
     * @param records written to each of some topics */
    void live(int life, int records) throws Exception {
        StoreCheck check = StoreCheck.of(root);
        if (!Files.exists(Store.RUN.in(root))) {
            WholeFile.replaceSealed(
                    Store.RUN.in(root), RecordJson.write(Map.of("runId", runId, "source", "simulator", "seed", 3)));
        }
        LedgerKeeper.begin(root, check.ledger());
        for (String folder : List.of("history", "keys", "generator")) {
            Files.createDirectories(root.resolve(folder));
        }
        HistoryConfig history = HistoryConfig.embedded(Store.HISTORY.in(root));
        HistorySchema.create(history);
        Path keys = root.resolve("keys/feed.keys");
        if (!Files.exists(keys)) {
            FeedKeys.create(keys, "feed-1");
        }
        String job = job(life);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Store.TOPICS.in(root));
                SimulatedExchange venue = venue()) {
            TopicAdmin.create(kafka.client(), Topics.all(Topics.MARKET_RETENTION_BYTES), OptionalInt.of(1));
            try (LedgerKeeper keeper =
                    LedgerKeeper.start(root, runId, history, venue, kafka.client(), check.ledger())) {
                send(kafka.client(), records);
                trade(venue, life, records);
                writeCheckpoint(job, 2L * life);
                writeCheckpoint(job, 2L * life + 1);
                keeper.job(job);
                Files.writeString(root.resolve("started"), "");
            }
        }
        GatewayState gateway = new GatewayState();
        gateway.run = runId;
        gateway.sourceIndex = records;
        WholeFile.replaceDerived(Store.FEED.in(root), new ObjectMapper().writeValueAsBytes(gateway));
        new StoredCounts(START_MS + records, List.of()).store(Store.COUNTS.in(root));
        WholeFile.replaceSealed(Store.SUMMARY.in(root), RecordJson.write(Map.of("run", runId, "received", records)));
        LedgerKeeper.end(root);
    }

    /** Folder of the newest checkpoint of a life, below the root. */
    String newestCheckpoint(int life) {
        return "checkpoints/" + job(life) + "/chk-" + (2 * life + 1);
    }

    /** The one before it. */
    String olderCheckpoint(int life) {
        return "checkpoints/" + job(life) + "/chk-" + 2 * life;
    }

    private String job(int life) {
        return WholeFile.checksum((runId + life).getBytes(StandardCharsets.UTF_8))
                .repeat(4);
    }

    private SimulatedExchange venue() {
        return SimulatedExchange.start(
                SimulatedExchangeConfig.defaults()
                        .withFiles(
                                root.resolve("keys/venue.key").toString(),
                                Store.JOURNAL.in(root).toString()),
                INSTRUMENTS);
    }

    private static void send(Properties client, int records) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> written =
                Map.of(new TopicPartition(Topics.ORDERS, 3), new OffsetAndMetadata(records));
        Map<String, Object> settings = Map.of("bootstrap.servers", client.getProperty("bootstrap.servers"));
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                byte[] key = ("k" + i).getBytes(StandardCharsets.UTF_8);
                byte[] value = ("{\"record\":" + i + "}").getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(Topics.ORDERS, 3, key, value))
                        .get();
                producer.send(new ProducerRecord<>(Topics.CONTROL, 0, key, value))
                        .get();
                producer.send(new ProducerRecord<>(Topics.DECISIONS, 0, key, value))
                        .get();
                producer.send(new ProducerRecord<>(Topics.MARKET, 0, key, value))
                        .get();
            }
        }
        Properties group = new Properties();
        group.putAll(client);
        group.put("group.id", HistoryFollower.GROUP);
        try (var consumer = new KafkaConsumer<>(group, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.commitSync(written);
        }
    }

    /** The clock is written to the journal whenever it is asked for and has moved. */
    private void trade(SimulatedExchange venue, int life, int times) throws Exception {
        ApiKey key = ApiKey.read(root.resolve("keys/venue.key"));
        HttpClient http = HttpClient.newHttpClient();
        for (int i = 0; i < times; i++) {
            venue.onMarketEvent(heartbeat(START_MS + life * 100_000L + i));
            String query = "timestamp=" + System.currentTimeMillis();
            String signed = query + "&signature=" + RequestSignature.of(query, key.secret());
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(venue.baseUrl() + "/fapi/v2/balance?" + signed))
                            .header("X-MBX-APIKEY", key.apiKey())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
        }
    }

    private void writeCheckpoint(String job, long number) throws Exception {
        Path folder = Files.createDirectories(root.resolve("checkpoints/" + job + "/chk-" + number));
        Path file = folder.resolve("state");
        Files.write(file, (runId + number).repeat(500).getBytes(StandardCharsets.UTF_8));
        KeyGroupsStateHandle keyed = new KeyGroupsStateHandle(
                new KeyGroupRangeOffsets(KeyGroupRange.of(0, 0), new long[] {0}),
                new RelativeFileStateHandle(
                        new org.apache.flink.core.fs.Path(file.toUri()), "state", Files.size(file)));
        OperatorState operator = new OperatorState("tracker", "tracker", new OperatorID(1, 2), 1, 128);
        operator.putState(
                0, OperatorSubtaskState.builder().setManagedKeyedState(keyed).build());
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(folder.resolve("_metadata")))) {
            Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(number, List.of(operator), new ArrayList<>()), out);
        }
    }

    private static MarketEvent heartbeat(long feedTimeMs) {
        return new MarketEvent(
                MarketEventKind.HEARTBEAT,
                "",
                0,
                feedTimeMs,
                MarketEvent.NO_EXCHANGE_TIME,
                0,
                true,
                Freshness.FRESH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
