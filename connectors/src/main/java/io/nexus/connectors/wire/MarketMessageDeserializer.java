package io.nexus.connectors.wire;

import io.nexus.connectors.secret.SecretFile;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.port.WallClock;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Runs {@link FeedAuthenticator} inside the Kafka source, so that no unsigned time ever drives a watermark. The keys are
 * read where the source runs and never travel with the job. */
public final class MarketMessageDeserializer implements KafkaRecordDeserializationSchema<FeedRecord> {
    private static final long serialVersionUID = 1;

    private final AuthenticationConfig config;
    private final InstrumentCatalog catalog;
    private final WallClock wallClock;
    private transient @Nullable FeedAuthenticator authenticator;

    public MarketMessageDeserializer(AuthenticationConfig config, InstrumentCatalog catalog, WallClock wallClock) {
        this.config = config;
        this.catalog = catalog;
        this.wallClock = wallClock;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        authenticator = new FeedAuthenticator(
                FeedKeys.load(SecretFile.named(config.keysFile())),
                catalog,
                config.clockMode(),
                config.freshness(),
                wallClock);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<FeedRecord> out) {
        if (authenticator == null) {
            throw new IllegalStateException("deserialize was called before open");
        }
        out.collect(authenticator.authenticate(message));
    }

    @Override
    public TypeInformation<FeedRecord> getProducedType() {
        return TypeInformation.of(FeedRecord.class);
    }
}
