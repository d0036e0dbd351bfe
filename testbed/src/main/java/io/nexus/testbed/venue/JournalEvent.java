package io.nexus.testbed.venue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;

/** One line of the venue's journal. The venue's state is the fold of its lines, live and after a restart alike. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEvent.Opened.class, name = "OPENED"),
    @JsonSubTypes.Type(value = JournalEvent.Accepted.class, name = "ACCEPTED"),
    @JsonSubTypes.Type(value = JournalEvent.Rested.class, name = "RESTED"),
    @JsonSubTypes.Type(value = JournalEvent.Filled.class, name = "FILLED"),
    @JsonSubTypes.Type(value = JournalEvent.CancelAsked.class, name = "CANCEL_ASKED"),
    @JsonSubTypes.Type(value = JournalEvent.Closed.class, name = "CLOSED"),
    @JsonSubTypes.Type(value = JournalEvent.FundingOwed.class, name = "FUNDING_OWED"),
    @JsonSubTypes.Type(value = JournalEvent.Funded.class, name = "FUNDED"),
    @JsonSubTypes.Type(value = JournalEvent.ClockTold.class, name = "CLOCK_TOLD")
})
sealed interface JournalEvent {
    /** Venue time. */
    long timeMs();

    /** First line: what each account starts with, in quote units. */
    record Opened(long timeMs, BigDecimal usdmWallet, BigDecimal spotWallet) implements JournalEvent {}

    record Accepted(long timeMs, VenueOrder order) implements JournalEvent {}

    /** A GTC order met the book and rests now.
     *
     * @param queueAheadLots displayed at its price before it */
    record Rested(long timeMs, long orderId, long queueAheadLots) implements JournalEvent {}

    /** An execution; wallet and position follow from it. */
    record Filled(long timeMs, BookedFill fill) implements JournalEvent {}

    /** A cancel arrived; it takes effect at {@code cancelAtMs} if the order is open then. */
    record CancelAsked(long timeMs, long orderId, long cancelAtMs) implements JournalEvent {}

    record Closed(long timeMs, long orderId, BookedStatus status) implements JournalEvent {}

    /** A funding time passed over an open position while rate or mark price were not known. */
    record FundingOwed(long timeMs, String instrument, long signedLots) implements JournalEvent {}

    /** A funding payment, positive = received.
     *
     * @param timeMs the funding time */
    record Funded(long timeMs, long transactionId, String instrument, BigDecimal amount) implements JournalEvent {}

    /** The clock was told to somebody: it must not fall behind that after a restart. */
    record ClockTold(long timeMs) implements JournalEvent {}
}
