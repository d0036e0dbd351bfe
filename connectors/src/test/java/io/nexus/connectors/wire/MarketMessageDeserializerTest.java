package io.nexus.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarketMessageDeserializerTest {
    @TempDir
    Path directory;

    @Test
    void travelsWithTheJobAndReadsTheKeysWhereItRuns() throws Exception {
        Path file = directory.resolve("feed.keys");
        MarketMessageDeserializer sent = new MarketMessageDeserializer(
                new AuthenticationConfig(file.toString(), ClockMode.REPLAY, FreshnessConfig.defaults()),
                WireFixtures.CATALOG,
                () -> 0);
        MarketMessageDeserializer arrived = InstantiationUtil.clone(sent);
        FeedKeys keys = FeedKeys.create(file, "k");
        List<FeedRecord> out = new ArrayList<>();

        arrived.open(null);
        arrived.deserialize(WireFixtures.signed(keys, WireFixtures.trade(5, 6), 1), new ListCollector<>(out));

        assertThat(out).singleElement().satisfies(r -> assertThat(r.event()).isEqualTo(WireFixtures.trade(5, 6)));
    }

    @Test
    void producesAPojoWithoutGenericTypes() throws IOException {
        PojoTypeInfo<FeedRecord> type = (PojoTypeInfo<FeedRecord>)
                new MarketMessageDeserializer(AuthenticationConfig.defaults(), WireFixtures.CATALOG, () -> 0)
                        .getProducedType();
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        TypeSerializer<FeedRecord> serializer = type.createSerializer(config);

        for (MarketEvent event : WireFixtures.oneOfEachKind()) {
            FeedRecord received = FeedRecord.authentic(event.withFreshness(Freshness.FUTURE), 3, 7);
            DataOutputSerializer bytes = new DataOutputSerializer(256);
            serializer.serialize(received, bytes);
            FeedRecord copy = serializer.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));
            assertThat(copy).usingRecursiveComparison().isEqualTo(received);
        }
    }
}
