package io.nexus.domain.market;

import org.jspecify.annotations.Nullable;

/** One message of the market feed. A flat envelope with the one payload its kind names; the others are null.
 *
 * @param instrument {@code venue|market|symbol}; the empty string on heartbeats
 * @param sequence the gateway's counter of this instrument (heartbeats: of the partition), from 1, signed
 * @param feedTimeMs when the gateway received it: the one time that rules all layers, signed
 * @param exchangeTimeMs the venue's event time, or {@link #NO_EXCHANGE_TIME}
 * @param sentAtWallMs wall clock of the gateway when it signed this message; a replayed record keeps its value
 * @param isGenerated made by the gateway itself (periodic snapshot, heartbeat, book gap, end); not counted as received
 * @param freshness what the gateway clock says of its age: authentic but not fresh updates state, blocks decisions */
public record MarketEvent(
        MarketEventKind kind,
        String instrument,
        long sequence,
        long feedTimeMs,
        long exchangeTimeMs,
        long sentAtWallMs,
        boolean isGenerated,
        Freshness freshness,
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

    /** A message as it is received: without sequence and send time, which are the gateway's to set.
     *
     * @param payload what the kind names; null for kinds that carry none */
    public static MarketEvent received(
            MarketEventKind kind, String instrument, long feedTimeMs, long exchangeTimeMs, @Nullable Record payload) {
        return new MarketEvent(
                kind,
                instrument,
                0,
                feedTimeMs,
                exchangeTimeMs,
                0,
                false,
                Freshness.FRESH,
                as(Trade.class, payload),
                as(Quote.class, payload),
                as(BookUpdate.class, payload),
                as(Bar.class, payload),
                as(Liquidation.class, payload),
                as(FundingRate.class, payload),
                as(MarkPrice.class, payload),
                as(OpenInterest.class, payload),
                as(CalendarEvent.class, payload));
    }

    /** Says that a change of an instrument's book was refused.
     *
     * @param sequence of the refused message; 0 if the gateway has yet to number it */
    public static MarketEvent bookGap(String instrument, long sequence, long feedTimeMs, long sentAtWallMs) {
        return new MarketEvent(
                MarketEventKind.BOOK_GAP,
                instrument,
                sequence,
                feedTimeMs,
                NO_EXCHANGE_TIME,
                sentAtWallMs,
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

    private static <T> @Nullable T as(Class<T> type, @Nullable Record payload) {
        return type.isInstance(payload) ? type.cast(payload) : null;
    }

    public boolean hasExchangeTime() {
        return exchangeTimeMs != NO_EXCHANGE_TIME;
    }

    /** Whether it was sent before. A gateway that lost its state, or writes to a new topic, numbers from 1 again; what it signs is younger
     * than all that was signed before, which a repeated message is not.
     *
     * @param lastSequence newest sequence of its key
     * @param newestSentAtWallMs newest time of signing of its key, those from the future left out */
    public boolean isReplay(long lastSequence, long newestSentAtWallMs) {
        return sequence <= lastSequence && sentAtWallMs <= newestSentAtWallMs;
    }

    /** Whether it is authentic, but too old or from the future by the gateway clock. */
    public boolean isStale() {
        return freshness != Freshness.FRESH;
    }

    /** The same message with the gateway clock's verdict on its age. */
    public MarketEvent withFreshness(Freshness verdict) {
        return verdict == freshness ? this : copy(feedTimeMs, sequence, sentAtWallMs, verdict);
    }

    /** The same message as the gateway sends it.
     *
     * @param newSequence its place in the instrument's (heartbeats: the partition's) messages, from 1
     * @param newSentAtWallMs wall clock of the gateway */
    public MarketEvent sentAs(long newSequence, long newSentAtWallMs) {
        return copy(feedTimeMs, newSequence, newSentAtWallMs, freshness);
    }

    /** The same message as if received at another time: back-filled history is received when it is asked for. */
    public MarketEvent receivedAt(long newFeedTimeMs) {
        return copy(newFeedTimeMs, sequence, sentAtWallMs, freshness);
    }

    private MarketEvent copy(long newFeedTimeMs, long newSequence, long newSentAtWallMs, Freshness newFreshness) {
        return new MarketEvent(
                kind,
                instrument,
                newSequence,
                newFeedTimeMs,
                exchangeTimeMs,
                newSentAtWallMs,
                isGenerated,
                newFreshness,
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
