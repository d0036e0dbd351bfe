package io.nexus.domain.position;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Exact accounting of one one-way position at average cost. The open cost keeps the rounding remainder, so that the
 * realised P&L of a position that went flat is the exact difference of its notionals. The venue and NEXUS both use it, so
 * equal fills in equal order give equal money. Linear instruments only. A mutable state class; fields are public for the
 * serializer. */
public final class PositionLedger {
    /** Decimals of quote money. */
    public static final int MONEY_SCALE = 8;

    /** Positive = long. */
    public long signedLots;
    /** What the open lots cost, in quote units, positive for either side. */
    public BigDecimal openCost = BigDecimal.ZERO;

    public BigDecimal realizedPnl = BigDecimal.ZERO;

    /** Books an execution and returns the P&L it realised, in quote units, before fees. A fill larger than the open
     * position closes it and opens the rest on the other side.
     *
     * @throws IllegalArgumentException for inverse instruments and non-positive lots */
    public BigDecimal apply(Instrument instrument, Side side, long priceTicks, long lots) {
        if (instrument.isInverse()) {
            throw new IllegalArgumentException(instrument.key() + " is inverse; its P&L is in coin");
        }
        if (lots <= 0) {
            throw new IllegalArgumentException("lots must be positive, was " + lots);
        }
        boolean isReducing = signedLots != 0 && Long.signum(signedLots) != side.sign();
        long closing = isReducing ? Math.min(lots, Math.abs(signedLots)) : 0;
        BigDecimal realized = closing > 0 ? close(instrument, priceTicks, closing) : BigDecimal.ZERO;
        long opening = lots - closing;
        if (opening > 0) {
            signedLots += side.sign() * opening;
            openCost = openCost.add(instrument.notional(priceTicks, opening));
        }
        realizedPnl = realizedPnl.add(realized);
        return realized;
    }

    /** P&L of the open lots at a price, in quote units, before fees. */
    public BigDecimal unrealizedPnl(Instrument instrument, long priceTicks) {
        BigDecimal value = instrument.notional(priceTicks, Math.abs(signedLots));
        return signedLots >= 0 ? value.subtract(openCost) : openCost.subtract(value);
    }

    /** Mean entry price in ticks; NaN when flat. A feature, not money. */
    public double averageEntryTicks(Instrument instrument) {
        if (signedLots == 0) {
            return Double.NaN;
        }
        double quantity = instrument.quantityValue((double) Math.abs(signedLots))
                * instrument.contractMultiplier().doubleValue();
        return openCost.doubleValue() / quantity / instrument.tickSize().doubleValue();
    }

    public boolean isFlat() {
        return signedLots == 0;
    }

    private BigDecimal close(Instrument instrument, long priceTicks, long closing) {
        long open = Math.abs(signedLots);
        BigDecimal cost = closing == open
                ? openCost
                : openCost.multiply(BigDecimal.valueOf(closing))
                        .divide(BigDecimal.valueOf(open), MONEY_SCALE, RoundingMode.HALF_EVEN);
        BigDecimal value = instrument.notional(priceTicks, closing);
        BigDecimal realized = signedLots > 0 ? value.subtract(cost) : cost.subtract(value);
        openCost = openCost.subtract(cost);
        signedLots -= Long.signum(signedLots) * closing;
        return realized;
    }
}
