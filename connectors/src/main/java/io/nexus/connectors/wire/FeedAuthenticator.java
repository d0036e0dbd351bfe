package io.nexus.connectors.wire;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.port.WallClock;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Layer 0 up to the sequence check: signature, schema, content and age of one market message. Refuses with every reason of
 * the catalogue but REPLAYED_SEQUENCE, which needs keyed state. State: the gateway clock of each partition. Not thread-safe. */
public final class FeedAuthenticator {
    private static final int MAX_PAYLOAD_TEXT = 2000;
    private static final int MAX_KEY_TEXT = 64;
    private static final byte[] EMPTY = {};

    private final MessageVerifier verifier;
    private final MarketMessageReader reader;
    private final GatewayClock clock;
    private final WallClock wallClock;

    public FeedAuthenticator(
            FeedKeys keys, InstrumentCatalog catalog, ClockMode mode, FreshnessConfig freshness, WallClock wallClock) {
        verifier = new MessageVerifier(keys);
        reader = new MarketMessageReader(catalog);
        clock = new GatewayClock(mode, freshness, wallClock);
        this.wallClock = wallClock;
    }

    /** The authentic event with the verdict on its age, or the refusal. Never throws on bad content. */
    public FeedRecord authenticate(ConsumerRecord<byte[], byte[]> message) {
        byte[] key = message.key() == null ? EMPTY : message.key();
        byte[] payload = message.value() == null ? EMPTY : message.value();
        boolean isAuthentic = false;
        MessageHeaders headers = null;
        try {
            headers = MessageHeaders.of(message.headers());
            verifier.verify(headers, key, payload);
            isAuthentic = true;
            if (headers.schemaVersion() != MarketMessageWriter.SCHEMA_VERSION) {
                throw new RefusedException(
                        RejectReason.UNSUPPORTED_SCHEMA,
                        "schema version " + headers.schemaVersion() + ", known is "
                                + MarketMessageWriter.SCHEMA_VERSION);
            }
            MarketEvent event = reader.read(payload, headers.sequence(), headers.sentAtWallMs());
            requireOwnKey(event, key, message.partition());
            return accepted(event.withFreshness(clock.judge(event, message.partition())), message, key, payload);
        } catch (RefusedException e) {
            boolean isRead = isAuthentic && e.reason() != RejectReason.UNSUPPORTED_SCHEMA;
            MarketEvent gap = isRead && headers != null && e.reason() != RejectReason.WRONG_SIGNATURE
                    ? gap(headers, message.partition())
                    : null;
            DeadLetter letter = letter(e, message, key, payload, isRead);
            return FeedRecord.refused(gap, letter, message.partition(), wallClock.nowNs());
        }
    }

    /** The gap that a refused change of the book leaves; null if it was none, or one of no known time. */
    private @Nullable MarketEvent gap(MessageHeaders headers, int partition) {
        MarketEvent gap = reader.gap(headers.sequence(), headers.sentAtWallMs());
        if (gap == null) {
            return null;
        }
        try {
            MarketRules.times(gap);
        } catch (RefusedException e) {
            return null;
        }
        return gap.withFreshness(clock.judge(gap, partition));
    }

    private FeedRecord accepted(MarketEvent event, ConsumerRecord<byte[], byte[]> message, byte[] key, byte[] payload) {
        String oddLevels = reader.oddLevels();
        if (oddLevels == null) {
            return FeedRecord.authentic(event, message.partition(), wallClock.nowNs());
        }
        RefusedException notice = new RefusedException(RejectReason.ODD_LEVEL, oddLevels);
        DeadLetter letter = letter(notice, message, key, payload, true);
        return FeedRecord.refused(event, letter, message.partition(), wallClock.nowNs());
    }

    /** Source index of the message authenticated last; 0 if it carries none. */
    public long sourceIndex() {
        return reader.sourceIndex();
    }

    /** A signed message under another key than its own would reach another partition or instrument. */
    private static void requireOwnKey(MarketEvent event, byte[] key, int partition) throws RefusedException {
        String expected =
                event.kind() == MarketEventKind.HEARTBEAT ? Partitions.heartbeatKey(partition) : event.instrument();
        if (!isText(key, expected)) {
            throw new RefusedException(
                    RejectReason.WRONG_SIGNATURE,
                    "signed for key " + text(key, MAX_KEY_TEXT) + ", stands as " + expected);
        }
    }

    /** Whether bytes are a text in UTF-8; nothing is allocated for what is ASCII. */
    private static boolean isText(byte[] bytes, String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                return Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8));
            }
            if (i >= bytes.length || bytes[i] != character) {
                return false;
            }
        }
        return bytes.length == text.length();
    }

    private DeadLetter letter(
            RefusedException refusal,
            ConsumerRecord<byte[], byte[]> message,
            byte[] key,
            byte[] payload,
            boolean isRead) {
        long feedTimeMs = isRead ? reader.feedTimeMs() : 0;
        String instrument = isRead ? reader.instrument() : "";
        boolean isGenerated = isRead ? reader.isGenerated() : saysItIsGenerated(payload);
        return new DeadLetter(
                refusal.reason(),
                instrument.isEmpty() ? text(key, MAX_KEY_TEXT) : instrument,
                feedTimeMs > 0 ? feedTimeMs : clock.feedTimeMs(message.partition()),
                refusal.detail(),
                payload.length == 0 ? null : text(payload, MAX_PAYLOAD_TEXT),
                message.partition(),
                message.offset(),
                isGenerated);
    }

    /** What a message says of itself that is not trusted: enough to know on which side it would be counted. */
    private boolean saysItIsGenerated(byte[] payload) {
        try {
            reader.read(payload, 0, 0);
        } catch (RefusedException e) {
            // as far as it can be read
        }
        return reader.isGenerated();
    }

    private static String text(byte[] bytes, int maxLength) {
        String text = new String(Arrays.copyOf(bytes, Math.min(bytes.length, maxLength)), StandardCharsets.UTF_8);
        return text.length() <= maxLength ? text : text.substring(0, maxLength);
    }
}
