package io.nexus.domain.market;

import org.jspecify.annotations.Nullable;

/** One message of the market feed. A flat envelope with the one payload its kind names; the others are null.
 *
 * @param instrument {@code venue|market|symbol}; the empty string on heartbeats
 * @param sequence the gateway's counter of this instrument (heartbeats: of the partition), from 1, signed
 * @param feedTimeMs when the gateway received it: the one time that rules all layers, signed
 * @param exchangeTimeMs the venue's event time, or {@link #NO_EXCHANGE_TIME}
 * @param sentAtWallMs wall clock of the gateway when it signed this message; a replayed record keeps its value
 * @param isGenerated made by the gateway itself (periodic snapshot, heartbeat, end); not counted as received
 * @param isStale authentic, but too old or from the future by the gateway clock: updates state, blocks decisions */
public record MarketEvent(
        MarketEventKind kind,
        String instrument,
        long sequence,
        long feedTimeMs,
        long exchangeTimeMs,
        long sentAtWallMs,
        boolean isGenerated,
        boolean isStale,
        @Nullable Trade trade,
        @Nullable Quote quote,
        @Nullable BookUpdate book,
        @Nullable Bar bar,
        @Nullable Liquidation liquidation,
        @Nullable FundingRate funding,
        @Nullable MarkPrice mark,
        @Nullable OpenInterest openInterest,
        @Nullable CalendarEvent calendar) {

    /** Some feeds (spot book tickers) send no event time. */
    public static final long NO_EXCHANGE_TIME = Long.MIN_VALUE;

    public boolean hasExchangeTime() {
        return exchangeTimeMs != NO_EXCHANGE_TIME;
    }

    /** The same message with the gateway clock's verdict on its age. */
    public MarketEvent withStale(boolean stale) {
        return stale == isStale
                ? this
                : new MarketEvent(
                        kind,
                        instrument,
                        sequence,
                        feedTimeMs,
                        exchangeTimeMs,
                        sentAtWallMs,
                        isGenerated,
                        stale,
                        trade,
                        quote,
                        book,
                        bar,
                        liquidation,
                        funding,
                        mark,
                        openInterest,
                        calendar);
    }
}
