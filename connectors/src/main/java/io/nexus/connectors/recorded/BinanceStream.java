package io.nexus.connectors.recorded;

import io.nexus.connectors.wire.RefusedException;
import io.nexus.domain.skip.RejectReason;

/** The streams of Binance that are read, and the answer of REST for depth, which names none. */
enum BinanceStream {
    TRADE("trade", "trade"),
    AGGREGATE_TRADE("aggTrade", "aggTrade"),
    BOOK_TICKER("bookTicker", "bookTicker"),
    DEPTH("depth", "depthUpdate"),
    MARK_PRICE("markPrice", "markPriceUpdate"),
    FORCE_ORDER("forceOrder", "forceOrder"),
    OPEN_INTEREST("openInterest", "openInterest"),
    SNAPSHOT("", "");

    private final String streamName;
    private final String eventName;

    BinanceStream(String streamName, String eventName) {
        this.streamName = streamName;
        this.eventName = eventName;
    }

    String streamName() {
        return streamName;
    }

    /** Of a name like {@code btcusdt@depth@100ms}.
     *
     * @throws RefusedException if it is not read */
    static BinanceStream of(String stream) throws RefusedException {
        String name = stream.substring(stream.indexOf('@') + 1);
        int speed = name.indexOf('@');
        String bare = speed < 0 ? name : name.substring(0, speed);
        for (BinanceStream known : values()) {
            if (known != SNAPSHOT && known.streamName.equals(bare)) {
                return known;
            }
        }
        throw new RefusedException(RejectReason.UNKNOWN_STREAM, "unknown stream " + stream);
    }

    /** Of the event type, {@code e}, that messages of raw streams name.
     *
     * @throws RefusedException if it is not read */
    static BinanceStream ofEvent(String event) throws RefusedException {
        for (BinanceStream known : values()) {
            if (known != SNAPSHOT && known.eventName.equals(event)) {
                return known;
            }
        }
        throw new RefusedException(
                RejectReason.UNKNOWN_STREAM,
                event.isEmpty() ? "the message names no stream and no event" : "unknown event " + event);
    }
}
