package io.nexus.udf.risk;

import io.nexus.domain.position.PositionLedger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an account holds on one instrument, and how its entries there ended. A mutable state class; fields are public for
 * the serializer. */
public final class InstrumentRisk {
    private static final int MOST_DUST_POSITIONS = 64;

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
    /** Signed lots that are too small to be sold; they stay in the ledger. */
    public long dustLots;
    /** Positions that left dust, newest last: their notices may come twice. Null in an older savepoint. */
    public @Nullable List<String> dustPositions = new ArrayList<>();

    /** What the venue refused the newest entry for; null or empty while it takes them. */
    public @Nullable String refusalCode;

    public int refusalsInRow;
    public long refusedAtMs;
    /** No entry before this feed time. */
    public long refusedUntilMs;
    /** Totals by skip code or {@code entryOrders}; read by key only. */
    public Map<String, Long> totalByName = new HashMap<>();

    /** For the serializer. */
    public InstrumentRisk() {}

    InstrumentRisk(String instrument) {
        this.instrument = instrument;
    }

    /** Begins anew: somebody has seen the refusals and resumed. */
    void forgetRefusals() {
        refusalCode = null;
        refusalsInRow = 0;
        refusedUntilMs = 0;
    }

    /** Whether nothing is held but dust. */
    boolean isAtRest() {
        return ledger.signedLots == dustLots;
    }

    /** Takes all that is held for dust; false if that was done for this position before. */
    boolean leavesDust(String positionId) {
        List<String> known = dustPositions == null ? new ArrayList<>() : dustPositions;
        dustPositions = known;
        if (known.contains(positionId) || ledger.isFlat()) {
            return false;
        }
        known.add(positionId);
        if (known.size() > MOST_DUST_POSITIONS) {
            known.remove(0);
        }
        dustLots = ledger.signedLots;
        return true;
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
