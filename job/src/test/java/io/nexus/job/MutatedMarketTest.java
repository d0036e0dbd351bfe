package io.nexus.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.AuthenticationConfig;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.MarketMessageDeserializer;
import io.nexus.connectors.wire.MarketMessageWriter;
import io.nexus.connectors.wire.MessageSigner;
import io.nexus.connectors.wire.Partitions;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.quality.Assessment;
import io.nexus.domain.skip.SkipCode;
import io.nexus.job.config.NexusConfig;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.BroadcastInput;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.SymbolInput;
import io.nexus.udf.intake.ControlResolver;
import io.nexus.udf.intake.IntakeFunction;
import io.nexus.udf.quality.MarketQualityFunction;
import io.nexus.udf.strategy.StrategyFunction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of the market that somebody has changed. */
final class MutatedMarketTest {
    private static final long START_MS = 1_748_900_000_000L;
    private static final LayersConfig LAYERS = ConfigBinder.bind(
                    NexusConfig.defaults(),
                    Map.of("quality", Map.of("cold-ms", 0, "cold-hour-bars", 0, "cold-minute-bars", 0)))
            .layers();
    private static final SimulationConfig MARKET = SimulationConfig.defaults().withInstruments(1);
    private static final InstrumentCatalog INSTRUMENTS =
            new InstrumentCatalog(new MarketSimulator(MARKET, 1, START_MS).instruments());
    private static final String INSTRUMENT = INSTRUMENTS.all().get(0).key();
    private static final String ACCOUNT = "SIM|USDM|main";

    @TempDir
    Path directory;

    private int refused;
    private int believed;
    private int evaluated;

    @Test
    void costThemselvesOnly() throws Exception {
        mutate(12_000, 1);
        assertThat(believed).isGreaterThan(5);
        assertThat(evaluated).isGreaterThan(10);
    }

    @Test
    @Tag("evidence")
    void costThemselvesOnlyManyOfThem() throws Exception {
        for (int seed = 1; seed <= 5; seed++) {
            mutate(60_000, seed);
        }
        System.out.println("mutated market messages: " + refused + " refused, " + believed + " whole and signed, "
                + evaluated + " evaluations");
    }

    /** One of three messages is changed after it was signed, by somebody without a key: it is refused. One of forty is
     * changed before, which only a gateway of ours can do: no layer may throw, and what Layer 1 says stays in its ranges. */
    private void mutate(int count, long seed) throws Exception {
        Random random = new Random(seed);
        FeedKeys keys = FeedKeys.create(directory.resolve(seed + ".keys"), "k1");
        MessageSigner signer = new MessageSigner(keys);
        MarketMessageWriter writer = new MarketMessageWriter(INSTRUMENTS);
        var authentication = AuthenticationConfig.defaults()
                .withKeysFile(directory.resolve(seed + ".keys").toString());
        var deserializer = new MarketMessageDeserializer(authentication, INSTRUMENTS, () -> START_MS);
        deserializer.open(null);
        long sequence = 0;
        var intake = intake();
        var quality = keyed(new MarketQualityFunction(INSTRUMENTS, LAYERS.quality()), Stamped::instrument);
        var strategies =
                keyed(new StrategyFunction(INSTRUMENTS, LAYERS.strategy()), (Observed observed) -> observed.stamped()
                        .instrument());
        try (SimulatedFeed feed = new SimulatedFeed(MARKET, seed, START_MS, START_MS + 86_400_000)) {
            for (int i = 0; i < count; i++) {
                FeedMessage message = feed.next();
                MarketEvent event = message.event();
                byte[] whole = writer.write(event, 0);
                if (random.nextInt(3) == 0) {
                    var forged = signed(signer, whole, sequence + 1, i);
                    var changed = with(forged, JsonMutations.changed(whole, random));
                    FeedRecord read = read(deserializer, changed);
                    assertThat(read.event()).as("%s", read).isNull();
                    assertThat(read.refusal()).isNotNull();
                }

                byte[] payload = random.nextInt(40) == 0 ? JsonMutations.changed(whole, random) : whole;
                FeedRecord read = read(deserializer, signed(signer, payload, ++sequence, i));
                boolean isChanged = !Arrays.equals(payload, whole);
                refused += read.event() == null ? 1 : 0;
                if (isChanged) {
                    feed.requestSnapshot(INSTRUMENT); // as a gateway does where the book has a gap
                }
                believed += isChanged && read.event() != null ? 1 : 0;
                if (read.event() != null && !read.event().instrument().isEmpty()) {
                    SymbolInput input = SymbolInput.of(read.event(), 1);
                    for (Stamped stamped : given(intake, () -> intake.processElement(new StreamRecord<>(input, 0)))) {
                        for (Observed observed :
                                given(quality, () -> quality.processElement(new StreamRecord<>(stamped)))) {
                            judge(observed);
                            given(strategies, () -> strategies.processElement(new StreamRecord<>(observed)));
                        }
                    }
                }
            }
        } finally {
            intake.close();
            quality.close();
            strategies.close();
        }
    }

    private void judge(Observed observed) {
        assertThat(observed.gate()).isNotEqualTo(SkipCode.L1_ABORT);
        Assessment assessment = observed.assessment();
        if (assessment != null) {
            evaluated++;
            assertThat(assessment.mqScore()).isBetween(0.0, 1.0);
            for (double feature : observed.facts().features()) {
                assertThat(feature).isFinite();
            }
        }
    }

    private static ConsumerRecord<byte[], byte[]> signed(
            MessageSigner signer, byte[] payload, long sequence, long offset) {
        byte[] key = INSTRUMENT.getBytes(StandardCharsets.UTF_8);
        var record = new ConsumerRecord<>(Topics.MARKET, Partitions.of(INSTRUMENT), offset, key, payload);
        signer.sign(record.headers(), sequence, START_MS, key, payload);
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> with(ConsumerRecord<byte[], byte[]> signed, byte[] payload) {
        var record = new ConsumerRecord<>(signed.topic(), signed.partition(), signed.offset(), signed.key(), payload);
        signed.headers().forEach(record.headers()::add);
        return record;
    }

    private static FeedRecord read(MarketMessageDeserializer deserializer, ConsumerRecord<byte[], byte[]> record) {
        List<FeedRecord> read = new ArrayList<>();
        deserializer.deserialize(record, new ListCollector<>(read));
        assertThat(read).hasSize(1);
        return read.get(0);
    }

    /** An operator's step. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private static <O> List<O> given(AbstractStreamOperatorTestHarness<O> harness, Step step) throws Exception {
        step.run();
        List<O> out = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        return out;
    }

    private static KeyedBroadcastOperatorTestHarness<String, SymbolInput, BroadcastInput, Stamped> intake()
            throws Exception {
        var function = new IntakeFunction(
                LAYERS.intake(), new ControlResolver("run", ACCOUNT, ReferenceCalibration.initial()), INSTRUMENTS);
        var harness = new KeyedBroadcastOperatorTestHarness<String, SymbolInput, BroadcastInput, Stamped>(
                new CoBroadcastWithKeyedOperator<>(function, List.of(IntakeFunction.CONTROL)),
                SymbolInput::instrument,
                Types.STRING,
                128,
                1,
                0);
        harness.open();
        return harness;
    }

    private static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> keyed(
            KeyedProcessFunction<String, I, O> function, KeySelector<I, String> key) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function), key, Types.STRING, 128, 1, 0);
        harness.open();
        return harness;
    }
}
