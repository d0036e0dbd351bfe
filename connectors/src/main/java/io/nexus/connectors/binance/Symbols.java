package io.nexus.connectors.binance;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The instruments of one market by the venue's symbol. Immutable. */
final class Symbols {
    private final Market market;
    private final Map<String, Instrument> instrumentBySymbol = new LinkedHashMap<>();

    /** Instruments of a market.
     *
     * @throws IllegalArgumentException if two of them have one symbol */
    Symbols(InstrumentCatalog catalog, Market market) {
        this.market = market;
        for (Instrument instrument : catalog.all()) {
            if (instrument.market() == market && instrumentBySymbol.put(instrument.symbol(), instrument) != null) {
                throw new IllegalArgumentException(
                        "two instruments of " + market + " are called " + instrument.symbol());
            }
        }
    }

    Market market() {
        return market;
    }

    @Nullable
    Instrument find(String symbol) {
        return instrumentBySymbol.get(symbol);
    }

    List<Instrument> all() {
        return List.copyOf(instrumentBySymbol.values());
    }
}
