package io.nexus.connectors.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.domain.account.AccountReport;
import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.account.VenuePosition;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads Binance's account answers. Spot knows balances only: the wallet is the quote asset in hand, a holding is a long
 * position whose entry price the venue does not tell and which is reported as zero. */
final class AccountReader {
    private final Symbols symbols;
    private final String quoteAsset;

    AccountReader(Symbols symbols, String quoteAsset) {
        this.symbols = symbols;
        this.quoteAsset = quoteAsset;
    }

    /** Report of an account answer.
     *
     * @param serverTimeMs stands for the account's time where the answer has none */
    AccountReport report(JsonNode account, List<FundingPayment> funding, long serverTimeMs) {
        long toldMs = account.path("updateTime").asLong(0);
        boolean isSpot = symbols.market() == Market.SPOT;
        return new AccountReport(
                isSpot ? spotWallet(account) : usdmWallet(account),
                isSpot ? spotPositions(account) : usdmPositions(account),
                // a payment booked after the account was read is not in its wallet yet
                toldMs > 0 && !isSpot ? upTo(toldMs, funding) : funding,
                toldMs > 0 ? toldMs : serverTimeMs);
    }

    /** Payments of known instruments. */
    List<FundingPayment> funding(JsonNode income) {
        List<FundingPayment> payments = new ArrayList<>();
        for (JsonNode entry : income) {
            Instrument instrument = symbols.find(entry.path("symbol").asText());
            if (instrument != null) {
                payments.add(new FundingPayment(
                        OrderReader.number(entry, "tranId"),
                        instrument.key(),
                        OrderReader.decimal(entry, "income"),
                        OrderReader.number(entry, "time")));
            }
        }
        return payments;
    }

    private static List<FundingPayment> upTo(long timeMs, List<FundingPayment> funding) {
        return funding.stream()
                .filter(payment -> payment.venueTimeMs() <= timeMs)
                .toList();
    }

    private BigDecimal usdmWallet(JsonNode account) {
        for (JsonNode asset : account.path("assets")) {
            if (asset.path("asset").asText().equals(quoteAsset)) {
                return OrderReader.decimal(asset, "walletBalance");
            }
        }
        return BigDecimal.ZERO;
    }

    private List<VenuePosition> usdmPositions(JsonNode account) {
        List<VenuePosition> positions = new ArrayList<>();
        for (JsonNode position : account.path("positions")) {
            Instrument instrument = symbols.find(position.path("symbol").asText());
            if (instrument == null) {
                continue;
            }
            long lots = OrderReader.lots(instrument, position, "positionAmt");
            if (lots != 0) {
                positions.add(new VenuePosition(instrument.key(), lots, OrderReader.decimal(position, "entryPrice")));
            }
        }
        return positions;
    }

    private BigDecimal spotWallet(JsonNode account) {
        return balance(account, quoteAsset);
    }

    private List<VenuePosition> spotPositions(JsonNode account) {
        List<VenuePosition> positions = new ArrayList<>();
        for (Instrument instrument : symbols.all()) {
            if (!instrument.symbol().endsWith(quoteAsset)) {
                continue;
            }
            String base = instrument.symbol().substring(0, instrument.symbol().length() - quoteAsset.length());
            // dust below one lot can't be traded and is left out
            long lots = balance(account, base)
                    .divideToIntegralValue(instrument.lotSize())
                    .longValueExact();
            if (lots != 0) {
                positions.add(new VenuePosition(instrument.key(), lots, BigDecimal.ZERO));
            }
        }
        return positions;
    }

    private static BigDecimal balance(JsonNode account, String asset) {
        for (JsonNode balance : account.path("balances")) {
            if (balance.path("asset").asText().equals(asset)) {
                return OrderReader.decimal(balance, "free").add(OrderReader.decimal(balance, "locked"));
            }
        }
        return BigDecimal.ZERO;
    }
}
