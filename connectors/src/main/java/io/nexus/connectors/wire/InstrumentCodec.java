package io.nexus.connectors.wire;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import java.util.HashMap;
import java.util.Map;

/** An instrument with the conversions of its numbers; holds the one key string that all its events share. */
public record InstrumentCodec(Instrument instrument, DecimalStep price, DecimalStep quantity) {
    public static InstrumentCodec of(Instrument instrument) {
        return new InstrumentCodec(instrument, DecimalStep.ofPrice(instrument), DecimalStep.ofQuantity(instrument));
    }

    static Map<String, InstrumentCodec> byKey(InstrumentCatalog catalog) {
        Map<String, InstrumentCodec> codecByKey = new HashMap<>();
        for (Instrument instrument : catalog.all()) {
            codecByKey.put(instrument.key(), of(instrument));
        }
        return codecByKey;
    }
}
