package io.nexus.testbed.venue;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The instruments the venue trades: spot and USD-M with the one quote asset. Immutable. */
final class Listing {
    private final Map<String, Instrument> instrumentBySymbol = new LinkedHashMap<>();
    private final String quoteAsset;

    /** Lists what the venue can trade of a catalogue.
     *
     * @throws IllegalArgumentException if two instruments of a market have one symbol */
    Listing(InstrumentCatalog catalog, String quoteAsset) {
        this.quoteAsset = quoteAsset;
        for (Instrument instrument : catalog.all()) {
            boolean isTraded = instrument.market() != Market.COINM
                    && !instrument.isInverse()
                    && instrument.symbol().endsWith(quoteAsset);
            if (isTraded && instrumentBySymbol.put(symbolKey(instrument), instrument) != null) {
                throw new IllegalArgumentException(
                        "two instruments of " + instrument.market() + " are called " + instrument.symbol());
            }
        }
    }

    List<Instrument> all() {
        return List.copyOf(instrumentBySymbol.values());
    }

    List<Instrument> of(Market market) {
        return instrumentBySymbol.values().stream()
                .filter(instrument -> instrument.market() == market)
                .toList();
    }

    /** The instrument a request names.
     *
     * @throws VenueRejection -1102 or -1121 */
    Instrument get(ApiRequest request) throws VenueRejection {
        Instrument instrument = instrumentBySymbol.get(request.market() + "|" + request.get("symbol"));
        if (instrument == null) {
            throw VenueRejection.of(-1121, "Invalid symbol.");
        }
        return instrument;
    }

    String baseAsset(Instrument instrument) {
        String symbol = instrument.symbol();
        return symbol.substring(0, symbol.length() - quoteAsset.length());
    }

    private static String symbolKey(Instrument instrument) {
        return instrument.market() + "|" + instrument.symbol();
    }
}
