package io.nexus.domain.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.BookUpdate;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OrderBookTest {
    private static final long[] NONE = {};

    private final OrderBook book = new OrderBook();

    private static BookUpdate snapshot(long id) {
        return new BookUpdate(
                id, id, 0, new long[] {99, 98}, new long[] {1, 2}, new long[] {101, 102}, new long[] {3, 4});
    }

    private static BookUpdate delta(long first, long last, long previous) {
        return new BookUpdate(first, last, previous, new long[] {99}, new long[] {last}, NONE, NONE);
    }

    private static BookUpdate levels(long id, long[] bids, long[] bidLots, long[] asks, long[] askLots) {
        return new BookUpdate(id, id, id - 1, bids, bidLots, asks, askLots);
    }

    @Property(tries = 200)
    void holdsTheLevelsOfANaiveBook(@ForAll long seed) {
        Random random = new Random(seed);
        OrderBook tested = new OrderBook();
        NaiveBook naive = new NaiveBook();
        BookUpdate first = randomUpdate(random, 10, 1, 60);
        tested.applySnapshot(first, Market.USDM);
        naive.apply(first);

        for (long id = 11; id < 200 && !naive.isCrossed(); id++) {
            BookUpdate update = randomUpdate(random, id, 0, 6);
            long[] bidLotsBefore = NaiveBook.lots(naive.bids, update.bidTicks());
            long[] askLotsBefore = NaiveBook.lots(naive.asks, update.askTicks());
            naive.apply(update);
            BookResult result = tested.applyDelta(update, Market.USDM);
            assertThat(tested.bidLotsBefore).startsWith(bidLotsBefore);
            assertThat(tested.askLotsBefore).startsWith(askLotsBefore);
            long bound = 900L + random.nextInt(200);
            assertThat(tested.bids.size - tested.bids.firstWithin(bound))
                    .isEqualTo(naive.bids.tailMap(bound).size());
            assertThat(tested.asks.size - tested.asks.firstWithin(bound))
                    .isEqualTo(naive.asks.headMap(bound, true).size());
            assertThat(result).isEqualTo(naive.isCrossed() ? BookResult.CROSSED : BookResult.APPLIED);
            assertThat(NaiveBook.levels(tested.bids)).isEqualTo(naive.levels(true));
            assertThat(NaiveBook.levels(tested.asks)).isEqualTo(naive.levels(false));
        }

        assertThat(tested.isSynced).isEqualTo(!naive.isCrossed());
    }

    /** Distinct prices per side; now and then one beyond the mid, so that some books cross. */
    private static BookUpdate randomUpdate(Random random, long id, int minLots, int maxLevels) {
        long[] bids = random.longs(100, id == 10 ? 1_000 : 1_001)
                .distinct()
                .limit(1 + random.nextInt(maxLevels))
                .toArray();
        long[] asks = random.longs(1_000, 1_900)
                .distinct()
                .limit(1 + random.nextInt(maxLevels))
                .toArray();
        return new BookUpdate(
                id,
                id,
                id - 1,
                bids,
                random.longs(bids.length, minLots, 4).toArray(),
                asks,
                random.longs(asks.length, minLots, 4).toArray());
    }

    @Test
    void keepsDeltasUntilASnapshotComesAndThenAppliesThoseAfterIt() {
        BookResult early = book.applyDelta(delta(5, 6, 4), Market.USDM);
        book.applyDelta(delta(7, 9, 6), Market.USDM);
        book.applyDelta(delta(10, 12, 9), Market.USDM);

        BookResult result = book.applySnapshot(snapshot(8), Market.USDM);

        assertThat(early).isEqualTo(BookResult.BUFFERED);
        assertThat(result).isEqualTo(BookResult.APPLIED);
        assertThat(book.lastUpdateId).isEqualTo(12);
        assertThat(book.bids.lotsAt(0)).isEqualTo(12);
        assertThat(book.buffered).isEmpty();
    }

    @Test
    void keepsWhatStandsBehindAGapInTheBufferForTheNextSnapshot() {
        book.applyDelta(delta(10, 12, 9), Market.USDM);
        book.applyDelta(delta(13, 14, 12), Market.USDM);
        book.applyDelta(delta(15, 16, 14), Market.USDM);

        BookResult tooOld = book.applySnapshot(snapshot(5), Market.USDM);
        BookResult next = book.applySnapshot(snapshot(13), Market.USDM);

        assertThat(tooOld).isEqualTo(BookResult.GAP);
        assertThat(next).isEqualTo(BookResult.APPLIED);
        assertThat(book.lastUpdateId).isEqualTo(16);
    }

    @Test
    void followsSpotDeltasByTheirFirstId() {
        book.applySnapshot(snapshot(10), Market.SPOT);

        assertThat(book.applyDelta(delta(9, 10, 0), Market.SPOT)).isEqualTo(BookResult.OUTDATED);
        assertThat(book.applyDelta(delta(8, 13, 0), Market.SPOT)).isEqualTo(BookResult.APPLIED);
        assertThat(book.applyDelta(delta(14, 15, 0), Market.SPOT)).isEqualTo(BookResult.APPLIED);
        assertThat(book.applyDelta(delta(17, 18, 0), Market.SPOT)).isEqualTo(BookResult.GAP);
        assertThat(book.hasTouch()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Market.class,
            names = {"USDM", "COINM"})
    void followsFuturesDeltasByThePreviousId(Market market) {
        book.applySnapshot(snapshot(10), market);

        assertThat(book.applyDelta(delta(5, 9, 4), market)).isEqualTo(BookResult.OUTDATED);
        assertThat(book.applyDelta(delta(10, 12, 9), market)).isEqualTo(BookResult.APPLIED);
        assertThat(book.applyDelta(delta(20, 25, 12), market)).isEqualTo(BookResult.APPLIED);
        assertThat(book.applyDelta(delta(26, 27, 24), market)).isEqualTo(BookResult.GAP);
    }

    @ParameterizedTest
    @EnumSource(Market.class)
    void recoversFromAGapByTheNextSnapshot(Market market) {
        book.applySnapshot(snapshot(10), market);
        book.applyDelta(delta(11, 12, 10), market);

        BookResult gap = book.applyDelta(delta(15, 16, 14), market);
        BookResult waiting = book.applyDelta(delta(17, 18, 16), market);
        BookResult recovered = book.applySnapshot(snapshot(16), market);

        assertThat(gap).isEqualTo(BookResult.GAP);
        assertThat(waiting).isEqualTo(BookResult.BUFFERED);
        assertThat(recovered).isEqualTo(BookResult.APPLIED);
        assertThat(book.lastUpdateId).isEqualTo(18);
        assertThat(book.hasTouch()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Market.class)
    void takesARepeatedSnapshotInSequenceAndGoesOn(Market market) {
        book.applySnapshot(snapshot(10), market);
        book.applyDelta(delta(11, 12, 10), market);

        BookResult repeated = book.applySnapshot(snapshot(12), market);
        BookResult older = book.applySnapshot(snapshot(11), market);
        BookResult next = book.applyDelta(delta(13, 14, 12), market);

        assertThat(repeated).isEqualTo(BookResult.APPLIED);
        assertThat(older).isEqualTo(BookResult.OUTDATED);
        assertThat(next).isEqualTo(BookResult.APPLIED);
    }

    @Test
    void isInvalidWhenCrossedUntilTheNextSnapshot() {
        book.applySnapshot(snapshot(10), Market.USDM);

        BookResult crossed = book.applyDelta(levels(11, new long[] {101}, new long[] {5}, NONE, NONE), Market.USDM);
        BookResult after = book.applyDelta(delta(12, 12, 11), Market.USDM);
        BookResult recovered = book.applySnapshot(snapshot(11), Market.USDM);

        assertThat(crossed).isEqualTo(BookResult.CROSSED);
        assertThat(after).isEqualTo(BookResult.BUFFERED);
        assertThat(recovered).isEqualTo(BookResult.APPLIED);
        assertThat(book.lastUpdateId).isEqualTo(12);
    }

    @Test
    void knowsTheIntervalOfTheSnapshotUnlessItSaysLess() {
        book.applySnapshot(snapshot(10), Market.USDM);
        long low = book.knownLowTicks;
        long high = book.knownHighTicks;
        book.applySnapshot(
                new BookUpdate(
                        11,
                        11,
                        0,
                        new long[] {99, 50},
                        new long[] {1, 1},
                        new long[] {101, 150},
                        new long[] {1, 1},
                        98,
                        102),
                Market.USDM);

        assertThat(low).isEqualTo(98);
        assertThat(high).isEqualTo(102);
        assertThat(book.knownLowTicks).isEqualTo(98);
        assertThat(book.knownHighTicks).isEqualTo(102);
        assertThat(book.bids.size).isEqualTo(2);
    }

    @Test
    void dropsFarLevelsNowAndThenAndKnowsThatItDid() {
        book.applySnapshot(
                levels(10, new long[] {9_999, 5_000}, new long[] {1, 1}, new long[] {10_001, 20_000}, new long[] {1, 1
                }),
                Market.USDM);

        for (long id = 11; id < 11 + 5_000; id++) {
            book.applyDelta(levels(id, new long[] {9_998}, new long[] {id}, NONE, NONE), Market.USDM);
        }

        assertThat(NaiveBook.levels(book.bids)).hasSize(2).first().isEqualTo("9999:1");
        assertThat(book.asks.size).isEqualTo(1);
        assertThat(book.knownLowTicks).isEqualTo(9_800);
        assertThat(book.knownHighTicks).isEqualTo(10_200);
    }

    @Test
    void keepsTheTouchOfAnExtremelyWideBook() {
        book.applySnapshot(levels(10, new long[] {100}, new long[] {1}, new long[] {900}, new long[] {1}), Market.USDM);

        for (long id = 11; id < 11 + 5_000; id++) {
            book.applyDelta(levels(id, new long[] {90}, new long[] {id}, NONE, NONE), Market.USDM);
        }

        assertThat(book.hasTouch()).isTrue();
        assertThat(book.bids.ticksAt(0)).isEqualTo(100);
        assertThat(book.asks.ticksAt(0)).isEqualTo(900);
    }
}
