package io.nexus.domain.instrument;

import io.nexus.domain.check.Check;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A tradable instrument and the filters its venue enforces.
 *
 * @param key {@code venue|market|symbol}, for example {@code BINANCE|USDM|BTCUSDT}; the key of every stream
 * @param tickSize smallest price step, in quote units; prices are {@code long} multiples of it
 * @param lotSize smallest quantity step, in base units (contracts for COIN-M); quantities are multiples of it
 * @param minLots least order quantity
 * @param maxLots largest order quantity
 * @param minNotional least order value, in quote units
 * @param contractMultiplier quote value of one contract (COIN-M), else 1
 * @param isInverse whether P&L accrues in the base asset as {@code mult * (1/entry - 1/exit)}
 * @param isShortable whether a sell may open exposure
 * @param takerFeeRatio taker fee as a share of notional, 0.0005 = 5 bp
 * @param quoteAsset in which prices are told: USDT, USDC, BTC ...; USD for COIN-M; empty if its symbol does not tell */
public record Instrument(
        String key,
        String venue,
        Market market,
        String symbol,
        BigDecimal tickSize,
        BigDecimal lotSize,
        long minLots,
        long maxLots,
        BigDecimal minNotional,
        BigDecimal contractMultiplier,
        boolean isInverse,
        boolean isShortable,
        BigDecimal takerFeeRatio,
        String quoteAsset)
        implements Serializable {

    public Instrument {
        Check.notBlank("key", key);
        if (!key.equals(key(venue, market, symbol))) {
            throw new IllegalArgumentException("key must be venue|market|symbol, was " + key);
        }
        requirePositive("tickSize", tickSize);
        requirePositive("lotSize", lotSize);
        requirePositive("contractMultiplier", contractMultiplier);
        Check.positive("minLots", minLots);
        if (maxLots < minLots) {
            throw new IllegalArgumentException("maxLots must be at least minLots " + minLots + ", was " + maxLots);
        }
    }

    /** An instrument whose symbol tells its quote asset. */
    public Instrument(
            String key,
            String venue,
            Market market,
            String symbol,
            BigDecimal tickSize,
            BigDecimal lotSize,
            long minLots,
            long maxLots,
            BigDecimal minNotional,
            BigDecimal contractMultiplier,
            boolean isInverse,
            boolean isShortable,
            BigDecimal takerFeeRatio) {
        this(
                key,
                venue,
                market,
                symbol,
                tickSize,
                lotSize,
                minLots,
                maxLots,
                minNotional,
                contractMultiplier,
                isInverse,
                isShortable,
                takerFeeRatio,
                QuoteRates.assetOf(market, symbol));
    }

    /** The same quoted in an asset that its symbol does not tell. */
    public Instrument quotedIn(String asset) {
        return copy(asset, BigDecimal.ONE);
    }

    /** Whether the quote asset is the one its symbol ends with. */
    public boolean isQuotedAsSymbolTells() {
        return quoteAsset.equals(QuoteRates.assetOf(market, symbol));
    }

    /** The same with values in another asset.
     *
     * @param rate what one of the quote asset is worth in it */
    Instrument valuedAt(BigDecimal rate) {
        return copy(quoteAsset, rate);
    }

    private Instrument copy(String asset, BigDecimal rate) {
        return new Instrument(
                key,
                venue,
                market,
                symbol,
                tickSize,
                lotSize,
                minLots,
                maxLots,
                minNotional.multiply(rate),
                contractMultiplier.multiply(rate),
                isInverse,
                isShortable,
                takerFeeRatio,
                asset);
    }

    public static String key(String venue, Market market, String symbol) {
        return venue + '|' + market + '|' + symbol;
    }

    private static void requirePositive(String name, BigDecimal value) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
    }

    /** Exact price of a number of ticks, in quote units. */
    public BigDecimal price(long ticks) {
        return tickSize.multiply(BigDecimal.valueOf(ticks));
    }

    /** Exact quantity of a number of lots, in base units (contracts for COIN-M). */
    public BigDecimal quantity(long lots) {
        return lotSize.multiply(BigDecimal.valueOf(lots));
    }

    /** Price as a feature, not as money. */
    public double priceValue(double ticks) {
        return ticks * tickSize.doubleValue();
    }

    /** Quantity as a feature, not as money. */
    public double quantityValue(double lots) {
        return lots * lotSize.doubleValue();
    }

    /** Exact order value in quote units: price times quantity, or contracts times multiplier when inverse. */
    public BigDecimal notional(long ticks, long lots) {
        return isInverse
                ? quantity(lots).multiply(contractMultiplier)
                : price(ticks).multiply(quantity(lots)).multiply(contractMultiplier);
    }

    /** Order value in quote units as a feature, not as money. */
    public double notionalValue(double ticks, double lots) {
        double quantity = quantityValue(lots) * contractMultiplier.doubleValue();
        return isInverse ? quantity : quantity * priceValue(ticks);
    }

    /** Largest number of lots whose notional at a price does not exceed a budget; 0 if not even one lot fits. */
    public long lotsWithin(BigDecimal notionalBudget, long ticks) {
        if (notionalBudget.signum() <= 0) {
            return 0;
        }
        return notionalBudget
                .divideToIntegralValue(notional(ticks, 1))
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    /** Whether the venue takes an order that only reduces a position: on spot its least notional holds for every order.
     *
     * @param ticks a price it could be sold at */
    public boolean isClosable(long ticks, long lots) {
        return lots >= minLots
                && (market != Market.SPOT || notional(ticks, lots).compareTo(minNotional) >= 0);
    }

    /** Whether a quantity can be what a position left because it could not be sold: prices differ by where they are seen.
     *
     * @param ticks a price known of it */
    public boolean isDustLike(long ticks, long lots) {
        BigDecimal bound = minNotional.multiply(BigDecimal.valueOf(2));
        return lots < minLots || (market == Market.SPOT && notional(ticks, lots).compareTo(bound) < 0);
    }

    /** Ticks of an exact price.
     *
     * @throws ArithmeticException if the price is no multiple of the tick */
    public long ticks(BigDecimal price) {
        return exactMultiple("price", price, tickSize);
    }

    /** Lots of an exact quantity.
     *
     * @throws ArithmeticException if the quantity is no multiple of the lot */
    public long lots(BigDecimal quantity) {
        return exactMultiple("quantity", quantity, lotSize);
    }

    /** Fee of an execution in quote units, rounded half-even to 8 decimals. */
    public BigDecimal takerFee(long ticks, long lots) {
        return notional(ticks, lots).multiply(takerFeeRatio).setScale(8, RoundingMode.HALF_EVEN);
    }

    private long exactMultiple(String name, BigDecimal value, BigDecimal step) {
        BigDecimal[] parts = value.divideAndRemainder(step);
        if (parts[1].signum() != 0) {
            throw new ArithmeticException(key + ": " + name + " " + value + " is no multiple of " + step);
        }
        return parts[0].longValueExact();
    }
}
