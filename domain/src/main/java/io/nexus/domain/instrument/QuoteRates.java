package io.nexus.domain.instrument;

import io.nexus.domain.check.Check;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What the quote assets of a run's instruments are worth in the asset its accounts are kept in. Immutable.
 *
 * @param accountAsset USDT
 * @param rateByAsset what one of another asset is worth in it, positive */
public record QuoteRates(String accountAsset, Map<String, BigDecimal> rateByAsset) {
    /** Assets that symbols end with; of two that fit the longer one counts. */
    private static final List<String> ASSETS = List.of(
            "USDT", "USDC", "FDUSD", "BUSD", "TUSD", "USDP", "USDS", "USD1", "USD", "DAI", "EUR", "GBP", "AUD", "JPY",
            "TRY", "BRL", "ARS", "MXN", "PLN", "RUB", "UAH", "ZAR", "NGN", "RON", "CZK", "COP", "IDR", "IDRT", "BIDR",
            "BVND", "VAI", "BTC", "ETH", "BNB", "SOL", "XRP", "TRX", "DOGE", "DOT");

    /** In which COIN-M tells its prices and the value of its contracts. */
    private static final String DOLLAR = "USD";

    public QuoteRates {
        Check.notBlank("accountAsset", accountAsset);
        rateByAsset = Map.copyOf(rateByAsset);
        rateByAsset.forEach((asset, rate) -> {
            if (rate.signum() <= 0) {
                throw new IllegalArgumentException("the rate of " + asset + " must be positive, was " + rate);
            }
        });
    }

    /** The quote asset that a symbol tells; empty if it tells none. What stands behind an underscore is the day of delivery. */
    static String assetOf(Market market, String symbol) {
        if (market == Market.COINM) {
            return DOLLAR;
        }
        int end = symbol.indexOf('_');
        String pair = end < 0 ? symbol : symbol.substring(0, end);
        String longest = "";
        for (String asset : ASSETS) {
            boolean fits = pair.length() > asset.length() && pair.endsWith(asset);
            longest = fits && asset.length() > longest.length() ? asset : longest;
        }
        return longest;
    }

    /** The instruments with their values in the account's asset, so that a volume, a depth and a least notional mean the same of
     * each. COIN-M counts a dollar as one.
     *
     * @throws IllegalArgumentException for the first instrument quoted in an asset without a rate, naming the key to set */
    public InstrumentCatalog convert(InstrumentCatalog instruments) {
        return new InstrumentCatalog(
                instruments.all().stream().map(this::converted).toList());
    }

    private Instrument converted(Instrument instrument) {
        String asset = instrument.quoteAsset();
        BigDecimal rate = rateByAsset.get(asset);
        if (asset.equals(accountAsset)) {
            return instrument;
        }
        if (rate != null) {
            return rate.compareTo(BigDecimal.ONE) == 0 ? instrument : instrument.valuedAt(rate);
        }
        if (instrument.market() == Market.COINM && asset.equals(DOLLAR)) {
            return instrument;
        }
        String way = "leave it out of the instruments file, or ";
        if (asset.isEmpty()) {
            throw new IllegalArgumentException(instrument.key() + ": its symbol does not tell what it is quoted in; "
                    + way + "add quoteAsset to its entry there");
        }
        throw new IllegalArgumentException(instrument.key() + " is quoted in " + asset + ", the account is kept in "
                + accountAsset + ": " + way + "set exchange.quote-rates." + asset + " to what one " + asset
                + " is worth in "
                + accountAsset + "; it is then data, and not traded");
    }
}
