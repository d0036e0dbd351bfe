package io.nexus.benchmarks;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Quote;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.intake.Intake;
import io.nexus.udf.intake.IntakeState;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** A feed of many instruments: each plays one stream of messages over and over, the first at its own pace, the n-th n times as slowly
 * (Zipf's law with exponent 1, which the activity of markets roughly follows). Time goes on from pass to pass, and so do update
 * ids; where a pass begins, the book has a gap until the stream's snapshot, and the price jumps back. */
final class ZipfFeed {
    private final List<MarketEvent> stream;
    private final Intake intake;
    private final long startMs;
    private final long streamMs;
    private final long updateIds;
    private final PriorityQueue<Player> players = new PriorityQueue<>();

    /** One instrument's place in the stream. */
    private final class Player implements Comparable<Player> {
        private final String key;
        private final long slowness;
        private final IntakeState state = new IntakeState();
        private int next;
        private long pass;
        private long nextMs;

        Player(String key, long slowness) {
            this.key = key;
            this.slowness = slowness;
            schedule();
        }

        private void schedule() {
            long atMs = stream.get(next).feedTimeMs() - stream.get(0).feedTimeMs();
            nextMs = startMs + (pass * streamMs + atMs) * slowness;
        }

        Stamped take() {
            MarketEvent event = moved(stream.get(next), key, nextMs, pass * updateIds);
            state.feedTimeMs = nextMs;
            next++;
            if (next == stream.size()) {
                next = 0;
                pass++;
            }
            schedule();
            return Stamped.of(event, intake.evaluation(state, event), FeedInMemory.CONTROL, state.feedTimeMs);
        }

        @Override
        public int compareTo(Player other) {
            return nextMs != other.nextMs ? Long.compare(nextMs, other.nextMs) : Long.compare(slowness, other.slowness);
        }
    }

    /** A feed of some instruments.
     *
     * @param stream of one instrument, with a snapshot near its beginning */
    ZipfFeed(List<MarketEvent> stream, List<Instrument> instruments, Intake intake) {
        this.stream = stream;
        this.intake = intake;
        MarketEvent first = stream.get(0);
        MarketEvent last = stream.get(stream.size() - 1);
        startMs = first.feedTimeMs();
        streamMs = last.feedTimeMs() - startMs + 1;
        updateIds = stream.stream().mapToLong(ZipfFeed::updateId).max().orElse(0)
                - stream.stream()
                        .mapToLong(ZipfFeed::updateId)
                        .filter(id -> id > 0)
                        .min()
                        .orElse(0)
                + 1;
        for (int i = 0; i < instruments.size(); i++) {
            players.add(new Player(instruments.get(i).key(), i + 1L));
        }
    }

    /** The next messages of all instruments. */
    List<Stamped> next(int count) {
        List<Stamped> messages = new ArrayList<>(count);
        while (messages.size() < count) {
            messages.add(next());
        }
        return messages;
    }

    /** The next message. */
    Stamped next() {
        Player player = players.remove();
        Stamped message = player.take();
        players.add(player);
        return message;
    }

    private static long updateId(MarketEvent event) {
        BookUpdate book = event.book();
        Quote quote = event.quote();
        return book != null ? book.lastUpdateId() : quote != null ? quote.updateId() : 0;
    }

    private static MarketEvent moved(MarketEvent event, String instrument, long feedTimeMs, long ids) {
        BookUpdate book = event.book();
        Quote quote = event.quote();
        Record payload = event.trade();
        if (book != null) {
            payload = new BookUpdate(
                    book.firstUpdateId() + ids,
                    book.lastUpdateId() + ids,
                    book.previousUpdateId() + ids,
                    book.bidTicks(),
                    book.bidLots(),
                    book.askTicks(),
                    book.askLots(),
                    book.knownLowTicks(),
                    book.knownHighTicks());
        } else if (quote != null) {
            payload = new Quote(
                    quote.updateId() + ids, quote.bidTicks(), quote.bidLots(), quote.askTicks(), quote.askLots());
        }
        return MarketEvent.received(event.kind(), instrument, feedTimeMs, MarketEvent.NO_EXCHANGE_TIME, payload);
    }
}
