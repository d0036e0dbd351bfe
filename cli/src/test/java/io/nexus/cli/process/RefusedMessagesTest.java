package io.nexus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.Topics;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class RefusedMessagesTest {
    private static final DeadLetter BROKEN =
            new DeadLetter(RejectReason.BROKEN_JSON, "BINANCE|USDM|BTCUSDT", 5, "Unexpected end-of-input", "{", -1, -1);

    @Test
    void becomeDeadLettersEachAndLeaveTheOthersAlone() throws IOException {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        List<DeadLetter> letters = new ArrayList<>();

        try (RefusedMessages refused = new RefusedMessages(producer)) {
            refused.accept(new FeedMessage(null, BROKEN, null));
            refused.accept(FeedMessage.of(heartbeat()));
            refused.accept(new FeedMessage(null, BROKEN, null));
        }

        for (ProducerRecord<byte[], byte[]> sent : producer.history()) {
            assertThat(sent.topic()).isEqualTo(Topics.DEAD_LETTERS);
            letters.add(RecordJson.read(sent.value(), DeadLetter.class));
        }
        assertThat(letters).containsExactly(BROKEN, BROKEN);
        assertThat(producer.closed()).isTrue();
    }

    private static MarketEvent heartbeat() {
        return new MarketEvent(
                MarketEventKind.HEARTBEAT,
                "",
                1,
                5,
                MarketEvent.NO_EXCHANGE_TIME,
                0,
                false,
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
