package io.nexus.udf.risk;

import io.nexus.domain.position.PositionLedger;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** What an account holds on one instrument, and how its entries there ended. A mutable state class; fields are public for
 * the serializer. */
public final class InstrumentRisk {
    public String instrument = "";
    public PositionLedger ledger = new PositionLedger();
    /** Newest touch that a mark, a candidate or a fill told; meaningless while nothing was ever held. */
    public long bidTicks;

    public long askTicks;
    /** Annualised, from the newest mark or candidate. */
    public double volatility;

    public long coolDownUntilMs = Long.MIN_VALUE;
    /** Realised P&L, fees and opened notional since the instrument was last flat, for the outcome of the round trip. */
    public BigDecimal roundTripPnl = BigDecimal.ZERO;

    public BigDecimal roundTripFees = BigDecimal.ZERO;
    public BigDecimal roundTripNotional = BigDecimal.ZERO;
    /** Totals by skip code or {@code entryOrders}; read by key only. */
    public Map<String, Long> totalByName = new HashMap<>();

    /** For the serializer. */
    public InstrumentRisk() {}

    InstrumentRisk(String instrument) {
        this.instrument = instrument;
    }

    void touch(long newBidTicks, long newAskTicks) {
        bidTicks = newBidTicks;
        askTicks = newAskTicks;
    }

    /** Price at which the position could be closed. */
    long exitTicks() {
        return ledger.signedLots >= 0 ? bidTicks : askTicks;
    }

    long count(String name) {
        return totalByName.merge(name, 1L, Long::sum);
    }
}
