package io.nexus.connectors.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Binance's answer to exchangeInfo, of spot, USD-M or COIN-M, saved as a file. It tells no fees: those of an account without
 * discounts are taken. */
final class ExchangeInfoFile {
    private static final String VENUE = "BINANCE";
    private static final BigDecimal SPOT_FEE = new BigDecimal("0.001");
    private static final BigDecimal FUTURES_FEE = new BigDecimal("0.0005");

    private ExchangeInfoFile() {}

    /** Whether a document is such an answer. */
    static boolean is(JsonNode document) {
        return document.path("symbols").isArray() && !document.has("instruments");
    }

    /** The instruments of an answer.
     *
     * @throws IllegalArgumentException naming the symbol whose filters are missing or impossible */
    static List<Instrument> read(JsonNode document) {
        List<Instrument> instruments = new ArrayList<>();
        for (JsonNode symbol : document.path("symbols")) {
            String name = symbol.path("symbol").asText();
            try {
                instruments.add(instrument(name, symbol));
            } catch (ArithmeticException | IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        }
        if (instruments.isEmpty()) {
            throw new IllegalArgumentException("the exchangeInfo lists no symbol");
        }
        return instruments;
    }

    private static Instrument instrument(String name, JsonNode symbol) {
        Market market =
                symbol.has("contractSize") ? Market.COINM : symbol.has("contractType") ? Market.USDM : Market.SPOT;
        BigDecimal lot = number(symbol, "LOT_SIZE", "stepSize");
        return new Instrument(
                Instrument.key(VENUE, market, name),
                VENUE,
                market,
                name,
                number(symbol, "PRICE_FILTER", "tickSize"),
                lot,
                Math.max(
                        1,
                        number(symbol, "LOT_SIZE", "minQty")
                                .divideToIntegralValue(lot)
                                .longValueExact()),
                number(symbol, "LOT_SIZE", "maxQty").divideToIntegralValue(lot).longValueExact(),
                minNotional(symbol),
                market == Market.COINM ? symbol.path("contractSize").decimalValue() : BigDecimal.ONE,
                market == Market.COINM,
                market != Market.SPOT,
                market == Market.SPOT ? SPOT_FEE : FUTURES_FEE);
    }

    private static BigDecimal number(JsonNode symbol, String filter, String field) {
        String text = filter(symbol, filter).path(field).asText();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("filter " + filter + " has no " + field);
        }
        return new BigDecimal(text);
    }

    /** 0 where no filter says one, as on COIN-M. */
    private static BigDecimal minNotional(JsonNode symbol) {
        JsonNode spot = filter(symbol, "NOTIONAL").path("minNotional");
        JsonNode older = filter(symbol, "MIN_NOTIONAL").path("minNotional");
        JsonNode futures = filter(symbol, "MIN_NOTIONAL").path("notional");
        for (JsonNode said : List.of(spot, older, futures)) {
            if (!said.asText().isEmpty()) {
                return new BigDecimal(said.asText());
            }
        }
        return BigDecimal.ZERO;
    }

    private static JsonNode filter(JsonNode symbol, String type) {
        for (JsonNode filter : symbol.path("filters")) {
            if (filter.path("filterType").asText().equals(type)) {
                return filter;
            }
        }
        return MissingNode.getInstance();
    }
}
