package io.nexus.udf.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventKind;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.position.PositionMark;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** A rest that the venue would not take for its size is closed no more. Here: below three lots. */
class DustTest {
    private static Instrument ofThreeLots() {
        Instrument btc = Records.BTC;
        return new Instrument(
                btc.key(),
                btc.venue(),
                Market.USDM,
                btc.symbol(),
                btc.tickSize(),
                btc.lotSize(),
                3,
                1_000_000,
                new BigDecimal("5"),
                BigDecimal.ONE,
                false,
                false,
                btc.takerFeeRatio());
    }

    @Test
    void whatIsBelowTheLeastOrderAfterAPartialCloseEndsAsDust() {
        Tape tape = Tape.holding(ofThreeLots(), Side.BUY, 10, 98_000, 104_000);
        tape.after(100).bid(97_000);
        OrderIntent close = Records.close(tape.lastClose());

        tape.fill(close, 97_000, 8);

        assertThat(tape.closes).as("no second close").hasSize(1);
        assertThat(tape.state.positions).isEmpty();
        assertThat(tape.dust).hasSize(1);
        assertThat(tape.dust.get(0).kind()).isEqualTo(OrderEventKind.DUST);
        assertThat(tape.dust.get(0).intent().positionId()).isEqualTo(Records.ENTRY);
        PositionMark last = tape.marks.get(tape.marks.size() - 1);
        assertThat(last.signedLots()).isEqualTo(2);
        assertThat(last.stopTicks()).isZero();
        assertThat(tape.outcomes).hasSize(1);
        tape.order(tape.dust.get(0)).after(60_000).bid(90_000).clock(60_000);
        assertThat(tape.closes).hasSize(1);
    }

    @Test
    void anEntryThatFilledNextToNothingLeavesDustAndNoOutcome() {
        Tape tape = Tape.on(ofThreeLots());
        OrderIntent entry = Records.entry(Side.BUY, 10, Records.plan(98_000, 104_000, 300));
        tape.fill(entry, 100_000, 2).after(100).bid(97_000);

        assertThat(tape.closes).isEmpty();
        assertThat(tape.dust).hasSize(1);
        assertThat(tape.outcomes).isEmpty();
    }

    @Test
    void whatCanBeSoldIsNoDustWhateverALogSays() {
        Tape tape = Tape.holdingLong();

        tape.order(OrderEvent.dust(tape.state.positions.get(0).entry.intent, tape.nowMs, 1));
        tape.after(100).bid(97_000);

        assertThat(tape.lastClose().lots()).isEqualTo(1_000);
        tape.endClose(OrderStatus.EXPIRED);
        assertThat(tape.dust).isEmpty();
    }
}
