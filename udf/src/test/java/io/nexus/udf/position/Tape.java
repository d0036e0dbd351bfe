package io.nexus.udf.position;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.CloseRequest;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.position.StopMove;
import io.nexus.udf.edge.Observed;
import java.util.ArrayList;
import java.util.List;

/** Plays records to a keeper and writes down all it says. Time is feed time in ms and goes on only when told. */
final class Tape implements PositionListener {
    static final long T0 = 1_000_000;

    final List<CloseRequest> closes = new ArrayList<>();
    final List<PositionMark> marks = new ArrayList<>();
    final List<StopMove> moves = new ArrayList<>();
    final List<TradeOutcome> outcomes = new ArrayList<>();
    final List<Integer> refused = new ArrayList<>();
    final List<OrderEvent> dust = new ArrayList<>();
    final List<Ignored> ignored = new ArrayList<>();
    final InstrumentPositions state = new InstrumentPositions();
    long nowMs = T0;
    TradingState tradingState = TradingState.ACTIVE;
    double reversal = Double.NaN;
    private final PositionKeeper keeper;
    private long tradeId;

    Tape() {
        this(Records.BTC);
    }

    Tape(PositionConfig config) {
        this(config, Records.BTC);
    }

    private Tape(Instrument instrument) {
        this(PositionConfig.defaults(), instrument);
    }

    private Tape(PositionConfig config, Instrument instrument) {
        keeper = new PositionKeeper(config, (observed, position) -> reversal, instrument);
    }

    static Tape on(Instrument instrument) {
        return new Tape(instrument);
    }

    static Tape holding(Instrument instrument, Side side, long lots, long stopTicks, long takeProfitTicks) {
        Tape tape = new Tape(instrument);
        OrderIntent entry = Records.entry(side, lots, Records.plan(stopTicks, takeProfitTicks, 300));
        return tape.fill(entry, 100_000, lots);
    }

    /** A tape with one filled position at 100,000 ticks. */
    static Tape holding(Side side, long lots, long stopTicks, long takeProfitTicks, double atrTicks) {
        Tape tape = new Tape();
        OrderIntent entry = Records.entry(side, lots, Records.plan(stopTicks, takeProfitTicks, atrTicks));
        tape.order(Records.admitted(entry, tape.nowMs));
        tape.fill(entry, 100_000, lots);
        return tape;
    }

    /** Long of 1,000 lots, stop 2 % below, target 4 % above, ATR 0.3 %. */
    static Tape holdingLong() {
        return holding(Side.BUY, 1_000, 98_000, 104_000, 300);
    }

    Tape after(long ms) {
        nowMs += ms;
        return this;
    }

    Tape bid(long bidTicks) {
        return play(Records.quote(bidTicks, bidTicks + 1, nowMs, tradingState));
    }

    Tape ask(long askTicks) {
        return play(Records.quote(askTicks - 1, askTicks, nowMs, tradingState));
    }

    Tape evaluation(long bidTicks, double mqScore, double volatility, double atrTicks) {
        return play(Records.evaluation(
                bidTicks,
                bidTicks + 1,
                nowMs,
                tradingState,
                Records.assessment(mqScore, volatility),
                Records.facts(bidTicks, bidTicks + 1, atrTicks)));
    }

    Tape order(OrderEvent event) {
        return play(Records.order(event, tradingState));
    }

    /** An event whose own time is long past, as intake stamps it. */
    Tape readAgain(OrderEvent event) {
        return play(Records.order(event, tradingState, nowMs));
    }

    Tape fill(OrderIntent intent, long priceTicks, long lots) {
        Fill fill = Records.fill(intent, ++tradeId, priceTicks, lots);
        OrderStatus status = lots == intent.lots() ? OrderStatus.FILLED : OrderStatus.CANCELED;
        return order(Records.report(intent, status, nowMs, fill));
    }

    /** The venue's answer to the newest close. */
    Tape fillClose(long priceTicks) {
        OrderIntent intent = Records.close(lastClose());
        order(Records.admitted(intent, nowMs));
        return fill(intent, priceTicks, intent.lots());
    }

    Tape endClose(OrderStatus status) {
        OrderIntent intent = Records.close(lastClose());
        order(Records.admitted(intent, nowMs));
        return order(Records.report(intent, status, nowMs));
    }

    Tape told(TradingState newState) {
        tradingState = newState;
        return play(Records.tradingState(newState, nowMs));
    }

    Tape clock(long ms) {
        for (long end = nowMs + ms; nowMs < end; ) {
            nowMs += 1_000;
            keeper.onWatermark(state, nowMs);
            keeper.onClock(state, nowMs, this);
        }
        return this;
    }

    Tape clockJump(long ms) {
        nowMs += ms;
        keeper.onWatermark(state, nowMs);
        keeper.onClock(state, nowMs, this);
        return this;
    }

    Tape play(Observed observed) {
        keeper.onRecord(state, observed, this);
        return this;
    }

    /** All that the keeper said, and what it would remember. */
    List<Object> all() {
        return List.of(closes, marks, moves, outcomes, refused, dust, ignored, state);
    }

    CloseRequest lastClose() {
        return closes.get(closes.size() - 1);
    }

    long stopTicks() {
        return moves.get(moves.size() - 1).toTicks();
    }

    @Override
    public void onClose(CloseRequest request) {
        closes.add(request);
    }

    @Override
    public void onMark(PositionMark mark) {
        marks.add(mark);
    }

    @Override
    public void onStopMove(StopMove move) {
        moves.add(move);
    }

    @Override
    public void onOutcome(TradeOutcome outcome) {
        outcomes.add(outcome);
    }

    @Override
    public void onCloseRefused(OrderState order, int refusals) {
        refused.add(refusals);
    }

    @Override
    public void onDust(OrderEvent notice, long signedLots) {
        dust.add(notice);
    }

    @Override
    public void onIgnored(Ignored why) {
        ignored.add(why);
    }
}
