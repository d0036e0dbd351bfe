package io.nexus.testbed.simulation;

import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Displayed book of one instrument around a touch that follows the fair price; thinner at the touch, heavier on the side
 * it leans to. Never crossed. Not thread-safe. */
final class SimulatedBook {
    private static final double TOUCH_SHARE = 0.6;
    private static final double LEAN_DEPTH = 8;
    private static final long KNOWN_MULTIPLE = 100;

    private final double levelLots;
    private final double logLean;
    private final double sizeLogDeviation;
    private final SeededRandom random;
    private final BookLadder bids;
    private final BookLadder asks;
    private long updateId;

    /** A book around a price.
     *
     * @param random shared with the order flow, which writes its state */
    SimulatedBook(SimulationConfig config, InstrumentProfile profile, SeededRandom random) {
        int levels = config.bookLevels();
        double leanImbalanceRatio = config.edge().leanImbalanceRatio();
        sizeLogDeviation = config.texture().sizeLogDeviation();
        this.levelLots = profile.levelLots();
        this.random = random;
        // The weighted five-level imbalance at lean 1 is tanh(logLean * mean weight); 0.82 is that mean weight.
        logLean = 0.5 * Math.log((1 + leanImbalanceRatio) / (1 - leanImbalanceRatio)) / 0.82;
        bids = new BookLadder(true, levels, profile.startTicks() - 1);
        asks = new BookLadder(false, levels, profile.startTicks() + 1);
        redraw(0, levels, 0);
        bids.markPublished();
        asks.markPublished();
        updateId = 1_000;
    }

    BookLadder side(Side of) {
        return of == Side.BUY ? bids : asks;
    }

    double midTicks() {
        return (bids.topTicks() + asks.topTicks()) / 2.0;
    }

    long spreadTicks() {
        return asks.topTicks() - bids.topTicks();
    }

    /** Draws new quantities for a range of depths on both sides. */
    void redraw(int fromDepth, int toDepth, double lean) {
        for (int depth = fromDepth; depth < toDepth; depth++) {
            bids.set(depth, draw(depth, lean));
            asks.set(depth, draw(depth, -lean));
        }
    }

    void redrawLevel(Side of, int depth, double lean) {
        side(of).set(depth, draw(depth, lean * of.sign()));
    }

    private long draw(int depth, double ownLean) {
        double hump = TOUCH_SHARE + (1 - TOUCH_SHARE) * Math.min(1, depth / 6.0);
        double leaning = ownLean == 0 ? 1 : Math.exp(ownLean * logLean * Math.exp(-depth / LEAN_DEPTH));
        return Math.max(1, Math.round(levelLots * hump * leaning * Math.exp(sizeLogDeviation * random.nextGaussian())));
    }

    /** Puts the touch at new prices; levels that stay keep their quantities.
     *
     * @throws IllegalArgumentException if the ask would not be above the bid */
    void moveTo(long bidTicks, long askTicks, double lean) {
        if (askTicks <= bidTicks) {
            throw new IllegalArgumentException("ask " + askTicks + " must be above bid " + bidTicks);
        }
        move(Side.BUY, bidTicks, lean);
        move(Side.SELL, askTicks, lean);
    }

    private void move(Side of, long topTicks, double lean) {
        BookLadder ladder = side(of);
        int fresh = ladder.moveTop(topTicks);
        int from = fresh >= 0 ? 0 : ladder.size() + fresh;
        int to = fresh >= 0 ? fresh : ladder.size();
        for (int depth = from; depth < to; depth++) {
            redrawLevel(of, depth, lean);
        }
    }

    /** Takes quantity off the touch of a side, which must hold more than that, or the whole level: then the next one is
     * the touch. */
    void consume(Side of, long takenLots, double lean) {
        BookLadder ladder = side(of);
        long left = ladder.lotsAt(0) - takenLots;
        if (left > 0) {
            ladder.set(0, left);
        } else {
            move(of, ladder.ticksAt(1), lean);
        }
    }

    /** Adds what changed since the last call: a delta, and a quote where the touch is another. */
    void publish(Scratch scratch, PendingEvents out) {
        boolean isTouchChanged = bids.isTouchChanged() || asks.isTouchChanged();
        int bidCount = bids.changes(scratch.bidTicks, scratch.bidLots);
        int askCount = asks.changes(scratch.askTicks, scratch.askLots);
        if (bidCount + askCount == 0) {
            return;
        }
        long previousId = updateId;
        updateId += bidCount + askCount;
        out.delta(new BookUpdate(
                previousId + 1,
                updateId,
                previousId,
                Arrays.copyOf(scratch.bidTicks, bidCount),
                Arrays.copyOf(scratch.bidLots, bidCount),
                Arrays.copyOf(scratch.askTicks, askCount),
                Arrays.copyOf(scratch.askLots, askCount)));
        if (isTouchChanged) {
            out.quote(quote());
        }
        bids.markPublished();
        asks.markPublished();
    }

    /** All levels; nothing hides beyond them, so the interval that is known is far wider. */
    BookUpdate snapshot() {
        return new BookUpdate(
                updateId,
                updateId,
                0,
                bids.allTicks(),
                bids.allLots(),
                asks.allTicks(),
                asks.allLots(),
                1,
                KNOWN_MULTIPLE * asks.topTicks());
    }

    Quote quote() {
        return new Quote(updateId, bids.topTicks(), bids.lotsAt(0), asks.topTicks(), asks.lotsAt(0));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(updateId);
        bids.write(out);
        asks.write(out);
    }

    void read(DataInput in) throws IOException {
        updateId = in.readLong();
        bids.read(in);
        asks.read(in);
    }

    /** Room for the changes of one publication, shared by all books of a thread. */
    static final class Scratch {
        final long[] bidTicks;
        final long[] bidLots;
        final long[] askTicks;
        final long[] askLots;

        Scratch(int levels) {
            bidTicks = new long[2 * levels];
            bidLots = new long[2 * levels];
            askTicks = new long[2 * levels];
            askLots = new long[2 * levels];
        }
    }
}
