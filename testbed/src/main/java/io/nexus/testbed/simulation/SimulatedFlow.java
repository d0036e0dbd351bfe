package io.nexus.testbed.simulation;

import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Orders that reach one instrument's book: aggressors that consume it, quotes that follow the fair price, changes deeper
 * down. Not thread-safe. */
final class SimulatedFlow {
    private static final Side[] SIDES = Side.values();
    private static final double TRADE_SIZE_SD = 1.0;
    private static final int MAX_PRINTS = 3;
    private static final int MAX_PINNED_TICKS = 4;
    private static final int LEAN_LEVELS = 8;
    private static final double DEFAULT_TRADE_SHARE = TextureConfig.defaults().tradeShareRatio();
    /** Of spreads wider than one tick. */
    private static final double TWO_TICK_SHARE = 0.42 / 0.55;

    private final TextureConfig texture;
    private final InstrumentProfile profile;
    private final SeededRandom random;
    private final FairPrice fair;
    private final SimulatedBook book;
    private final BookLean lean = new BookLean();
    private long lastTradeId;
    private int lastSign = 1;

    SimulatedFlow(
            TextureConfig texture, InstrumentProfile profile, FairPrice fair, SimulatedBook book, SeededRandom random) {
        this.texture = texture;
        this.profile = profile;
        this.fair = fair;
        this.book = book;
        this.random = random;
    }

    double fairTicks() {
        return profile.startTicks() * Math.exp(fair.bps() / 1e4);
    }

    /** One arrival at a time the fair price has been advanced to. */
    void arrive(long nowMs, SimulatedBook.Scratch scratch, PendingEvents out) {
        boolean leansAnew = lean.advance(nowMs, fair.episode, random);
        double kind = random.nextDouble();
        double tradeShare = tradeShare();
        if (kind < tradeShare) {
            trade(nowMs, out);
            refill();
            follow();
        } else if (kind < tradeShare + 0.45 * (1 - tradeShare)) {
            follow();
            redrawSome(0, 5);
        } else {
            redrawSome(5, book.side(Side.BUY).size());
            redrawSome(5, book.side(Side.BUY).size());
            followIfFar();
        }
        if (leansAnew) {
            book.redraw(0, LEAN_LEVELS, lean.value());
        }
        book.publish(scratch, out);
    }

    private double tradeShare() {
        if (fair.cascade.isActive()) {
            return scaled(0.6);
        }
        return switch (fair.episode.phase) {
            case ABSORPTION -> scaled(0.5);
            case DRIVE -> scaled(0.38);
            case PAUSE, REVERSAL -> texture.tradeShareRatio();
        };
    }

    /** A share of the default texture in proportion to this one's. */
    private double scaled(double tradeShare) {
        return Math.min(1, texture.tradeShareRatio() * tradeShare / DEFAULT_TRADE_SHARE);
    }

    private void trade(long nowMs, PendingEvents out) {
        Side aggressor = aggressor(nowMs);
        double volume = fair.cascade.isActive() ? 3 : Math.sqrt(fair.episode.volumeMultiple(nowMs));
        double mean = profile.levelLots() * texture.tradeSizeRatio() * volume;
        double drawn = mean * Math.exp(TRADE_SIZE_SD * random.nextGaussian() - TRADE_SIZE_SD * TRADE_SIZE_SD / 2);
        long leftLots = Math.max(1, Math.round(drawn));
        boolean isForced = fair.cascade.isActive() && aggressor.sign() == fair.cascade.sign();
        for (int print = 0; print < MAX_PRINTS && leftLots > 0; print++) {
            BookLadder passive = book.side(aggressor.opposite());
            long takenLots = Math.min(leftLots, passive.lotsAt(0));
            long priceTicks = passive.topTicks();
            out.trade(new Trade(++lastTradeId, priceTicks, takenLots, aggressor));
            if (isForced && print == 0) {
                out.liquidation(new Liquidation(priceTicks, takenLots, aggressor));
            }
            book.consume(aggressor.opposite(), takenLots, lean.value());
            leftLots -= takenLots;
        }
    }

    private Side aggressor(long nowMs) {
        double uninformed = 0.5 + 0.15 * Math.tanh(fair.lastSigmas()) + texture.signMemoryRatio() * lastSign;
        double buys = fair.cascade.isActive()
                ? 0.5 + 0.4 * fair.cascade.sign()
                : fair.episode.buyProbability(uninformed, nowMs);
        Side aggressor = random.chance(buys) ? Side.BUY : Side.SELL;
        lastSign = aggressor.sign();
        return aggressor;
    }

    /** Brings a thinned touch back; while a level absorbs, at once. */
    private void refill() {
        boolean isAbsorbing = fair.episode.phase == SimulatedEpisode.Phase.ABSORPTION;
        for (Side side : SIDES) {
            boolean isThin = book.side(side).lotsAt(0) < 0.3 * profile.levelLots();
            if (isThin && (isAbsorbing || random.chance(0.6))) {
                book.redrawLevel(side, 0, lean.value());
            }
        }
    }

    private void redrawSome(int fromDepth, int toDepth) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        book.redrawLevel(side, fromDepth + random.nextInt(toDepth - fromDepth), lean.value());
    }

    /** Quotes follow the fair price once it has left the touch. */
    private void follow() {
        double fairTicks = fairTicks();
        double away = Math.abs(fairTicks - book.midTicks());
        boolean isPinned = fair.episode.phase == SimulatedEpisode.Phase.ABSORPTION;
        boolean hasLeft = isPinned ? away > MAX_PINNED_TICKS : away > book.spreadTicks() / 2.0;
        boolean isWide = book.spreadTicks() > 3 && !fair.cascade.isActive();
        if (hasLeft || isWide || (!isPinned && random.chance(0.08))) {
            long spread = drawSpread();
            long bid = withinReach(Math.round(fairTicks - spread / 2.0));
            book.moveTo(bid, bid + spread, lean.value());
        }
    }

    private long withinReach(long bidTicks) {
        long lastTicks = book.side(Side.BUY).topTicks();
        return Math.max(lastTicks - texture.followTicks(), Math.min(lastTicks + texture.followTicks(), bidTicks));
    }

    private void followIfFar() {
        if (Math.abs(fairTicks() - book.midTicks()) > MAX_PINNED_TICKS + book.spreadTicks()) {
            follow();
        }
    }

    private long drawSpread() {
        double draw = random.nextDouble();
        double oneTick = texture.oneTickSpreadRatio();
        long spread = draw < oneTick ? 1 : draw < oneTick + (1 - oneTick) * TWO_TICK_SHARE ? 2 : 3;
        return fair.cascade.isActive() ? spread + 3 : spread;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(random.state);
        book.write(out);
        lean.write(out);
        out.writeLong(lastTradeId);
        out.writeByte(lastSign);
    }

    void read(DataInput in) throws IOException {
        random.state = in.readLong();
        book.read(in);
        lean.read(in);
        lastTradeId = in.readLong();
        lastSign = in.readByte();
    }
}
