package io.nexus.domain.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Quote;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class QuoteCrossCheckTest {
    private final OrderBook book = new OrderBook();
    private final QuoteCrossCheck check = new QuoteCrossCheck();

    @BeforeEach
    void synchronize() {
        book.applySnapshot(
                new BookUpdate(10, 10, 0, new long[] {99}, new long[] {1}, new long[] {101}, new long[] {2}),
                Market.USDM);
    }

    private void delta(long id, long bidLots) {
        book.applyDelta(
                new BookUpdate(id, id, id - 1, new long[] {99}, new long[] {bidLots}, new long[0], new long[0]),
                Market.USDM);
        check.onDelta(book);
    }

    private static Quote quote(long id, long bidLots) {
        return new Quote(id, 99, bidLots, 101, 2);
    }

    @Test
    void comparesInEitherOrderOfArrival() {
        check.onQuote(quote(11, 5));
        delta(11, 5);
        delta(12, 6);
        check.onQuote(quote(12, 6));

        assertThat(check.compared).isEqualTo(2);
        assertThat(check.mismatches).isZero();
    }

    @Test
    void countsADifferenceOnce() {
        check.onQuote(quote(11, 5));
        delta(11, 6);
        delta(12, 6);

        assertThat(check.compared).isEqualTo(1);
        assertThat(check.mismatches).isEqualTo(1);
    }

    @Test
    void comparesNothingWhereTheIdsDiffer() {
        check.onQuote(quote(10, 5));
        check.onQuote(quote(13, 5));
        delta(11, 5);
        delta(12, 5);

        assertThat(check.compared).isZero();
    }

    @Test
    void findsAPartnerThatCameManyMessagesAgo() {
        for (long id = 11; id < 11 + QuoteCrossCheck.REMEMBERED; id++) {
            check.onQuote(quote(id, id));
        }

        delta(11, 11);
        check.onQuote(quote(10_000, 1));
        delta(12, 0);

        assertThat(check.compared)
                .as("12 is still remembered, but its bid is gone")
                .isEqualTo(1);
    }

    @Test
    void forgetsTheOldestWhenItsRingIsFull() {
        for (long id = 11; id <= 11 + QuoteCrossCheck.REMEMBERED; id++) {
            check.onQuote(quote(id, id));
        }

        delta(11, 11);

        assertThat(check.compared).isZero();
    }
}
