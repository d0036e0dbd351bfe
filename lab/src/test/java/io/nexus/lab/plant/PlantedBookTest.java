package io.nexus.lab.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.book.OrderBook;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PlantedBookTest {
    private final List<MarketEvent> sent = new ArrayList<>();
    private final PlantedBook book = new PlantedBook(Market.USDM, new EventWriter("V|USDM|A", sent::add));
    private final OrderBook seen = new OrderBook();

    @BeforeEach
    void startsWithThreeLevelsASide() {
        book.snapshot(new BookUpdate(
                10, 10, 0, new long[] {99, 98, 97}, new long[] {5, 6, 7}, new long[] {101, 102, 103}, new long[] {
                    5, 6, 7
                }));
    }

    @Test
    void sendsUnderlyingChangesOnWhileNothingIsPlanted() {
        book.delta(delta(11, new long[] {99}, new long[] {8}));
        book.quote(new Quote(11, 99, 8, 101, 5));

        read();
        assertThat(seen.bids.lotsAtPrice(99)).isEqualTo(8);
        assertThat(lastQuote().bidLots()).isEqualTo(8);
    }

    @Test
    void showsALevelWhateverHappensUnderneathUntilItIsReleased() {
        book.show(Side.BUY, 98, 60);
        book.delta(delta(11, new long[] {98}, new long[] {1}));

        read();
        assertThat(seen.bids.lotsAtPrice(98)).isEqualTo(60);

        book.release(Side.BUY, 98);
        read();
        assertThat(seen.bids.lotsAtPrice(98)).isEqualTo(1);
    }

    @Test
    void hidesUnderlyingLevelsThatWouldCrossAShownOne() {
        book.show(Side.BUY, 102, 4);

        read();
        assertThat(seen.bids.ticksAt(0)).isEqualTo(102);
        assertThat(seen.asks.ticksAt(0)).isEqualTo(103);
        assertThat(lastQuote().bidTicks()).isEqualTo(102);
        assertThat(lastQuote().askTicks()).isEqualTo(103);
    }

    @Test
    void holdsTheTouchAgainstMovesUnderneathAndLeavesItThere() {
        book.hold(Side.BUY, 99);
        book.delta(delta(11, new long[] {99}, new long[] {0}));

        read();
        assertThat(seen.bids.ticksAt(0)).isEqualTo(99);
        assertThat(seen.bids.lotsAt(0)).isEqualTo(6);

        book.releaseAll();
        book.delta(delta(12, new long[] {97}, new long[] {9}));
        read();
        assertThat(seen.bids.ticksAt(0)).isEqualTo(99);
        assertThat(seen.bids.lotsAtPrice(98)).isEqualTo(9);
        assertThat(book.tradeTicks(Side.SELL, 98)).isEqualTo(99);
    }

    @Test
    void thinsASideFromAPriceOutwards() {
        book.thin(Side.SELL, 102, 0.5);

        read();
        assertThat(seen.asks.lotsAtPrice(101)).isEqualTo(5);
        assertThat(seen.asks.lotsAtPrice(102)).isEqualTo(3);
        assertThat(seen.asks.lotsAtPrice(103)).isEqualTo(4);
    }

    @Test
    void refusesToPlantIntoABookWithAHole() {
        book.delta(delta(11, new long[] {99}, new long[] {8}));

        assertThatThrownBy(() -> book.delta(delta(13, new long[] {99}, new long[] {9})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("GAP at update 13");
    }

    @Test
    void emptiesALevelThatShowsNothing() {
        book.show(Side.SELL, 101, 0);

        read();
        assertThat(seen.asks.ticksAt(0)).isEqualTo(102);
        assertThat(lastQuote().askTicks()).isEqualTo(102);
    }

    private static BookUpdate delta(long id, long[] bidTicks, long[] bidLots) {
        return new BookUpdate(id, id, id - 1, bidTicks, bidLots, new long[0], new long[0]);
    }

    /** Reads what was sent as any receiver does. */
    private void read() {
        for (MarketEvent event : sent) {
            BookUpdate update = event.book();
            if (update != null && event.kind() == MarketEventKind.BOOK_SNAPSHOT) {
                assertThat(seen.applySnapshot(update, Market.USDM)).hasToString("APPLIED");
            } else if (update != null) {
                assertThat(seen.applyDelta(update, Market.USDM)).hasToString("APPLIED");
            }
        }
        sent.removeIf(event -> event.book() != null);
    }

    private Quote lastQuote() {
        return Objects.requireNonNull(sent.get(sent.size() - 1).quote());
    }
}
