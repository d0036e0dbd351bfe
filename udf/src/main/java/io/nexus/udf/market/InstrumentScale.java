package io.nexus.udf.market;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;

/** What one tick and one lot of an instrument are worth, as doubles for features; money never passes here.
 *
 * @param tick price of one tick, in quote units
 * @param lot quantity of one lot times the contract multiplier
 * @param takerFeeBps fee of one execution, in bp of notional */
public record InstrumentScale(
        String instrument, Market market, double tick, double lot, boolean isInverse, double takerFeeBps) {

    public static InstrumentScale of(Instrument instrument) {
        return new InstrumentScale(
                instrument.key(),
                instrument.market(),
                instrument.tickSize().doubleValue(),
                instrument.lotSize().doubleValue()
                        * instrument.contractMultiplier().doubleValue(),
                instrument.isInverse(),
                instrument.takerFeeRatio().doubleValue() * 1e4);
    }

    /** Notional in quote units. */
    public double usd(double ticks, double lots) {
        return isInverse ? lots * lot : ticks * tick * lots * lot;
    }

    /** Lots that a notional in quote units buys at a price. */
    public double lots(double usd, double ticks) {
        return isInverse ? usd / lot : usd / (ticks * tick * lot);
    }
}
