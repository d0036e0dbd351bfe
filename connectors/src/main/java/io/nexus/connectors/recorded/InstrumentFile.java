package io.nexus.connectors.recorded;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nexus.connectors.config.YamlDocument;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instruments listed in a JSON or YAML file: {@code instruments: [{venue, market, symbol, tickSize, lotSize, minQuantity,
 * maxQuantity, minNotional, takerFeeRatio}]}, each optionally with {@code contractMultiplier} (default 1) and {@code quoteAsset}
 * (default: as its symbol ends). COIN-M is inverse, spot is not shortable. A saved {@code exchangeInfo} of Binance is such a file,
 * too. */
public final class InstrumentFile {
    private static final String BINANCE_2024 = "/instruments-binance-2024.json";
    private static final String BINANCE_2025 = "/instruments-binance-2025.json";
    private static final int MAX_LENGTH = 60;
    /** A saved exchangeInfo of all spot markets has some 15 MB. */
    private static final int MAX_BYTES = 64 << 20;

    private static final ObjectMapper ENTRIES =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private InstrumentFile() {}

    /** The six instruments of the recordings of August 2024, with the filters Binance had then. */
    public static InstrumentCatalog binance2024() {
        return resource(BINANCE_2024);
    }

    /** The instruments of the tables of spring 2025. */
    public static InstrumentCatalog binance2025() {
        return resource(BINANCE_2025);
    }

    /** Instruments of a file.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws io.nexus.connectors.config.ConfigException if there is no such file, or it is no YAML; names the line
     * @throws IllegalArgumentException naming the line, if an instrument has an unknown or impossible value or is listed
     *     twice */
    public static InstrumentCatalog load(Path file) {
        try {
            return read(YamlDocument.bytes(file, MAX_BYTES), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read instruments of " + file, e);
        }
    }

    /** Writes instruments so that {@link #load} gives equal ones.
     *
     * @throws UncheckedIOException if the file can't be written */
    public static void store(Path file, InstrumentCatalog catalog) {
        try {
            Files.write(file, json(catalog));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write instruments to " + file, e);
        }
    }

    /** Writes instruments where there is no such file yet, at once and whole; else checks that they are the ones it lists.
     *
     * @throws UncheckedIOException if the file can't be read or written
     * @throws IllegalArgumentException if it lists others, naming the first and the way out */
    public static void storeOrRequireSame(Path file, InstrumentCatalog catalog) {
        try {
            if (Files.exists(file)) {
                requireSame(file, load(file).all(), catalog.all());
                return;
            }
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path next = file.resolveSibling(file.getFileName() + ".next");
            store(next, catalog);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write instruments to " + file, e);
        }
    }

    private static void requireSame(Path file, Collection<Instrument> listed, Collection<Instrument> wanted) {
        String way = "; start with the options that the file was made with, or remove it if nothing uses it any more";
        for (Instrument instrument : wanted) {
            if (!listed.contains(instrument)) {
                throw new IllegalArgumentException(
                        file + " lists other instruments than this feed has: not " + instrument + way);
            }
        }
        for (Instrument instrument : listed) {
            if (!wanted.contains(instrument)) {
                throw new IllegalArgumentException(
                        file + " lists other instruments than this feed has: also " + instrument + way);
            }
        }
    }

    /** What {@link #store} writes: equal catalogues give equal bytes. */
    static byte[] json(InstrumentCatalog catalog) throws IOException {
        List<Map<String, String>> entries = new ArrayList<>();
        for (Instrument instrument : catalog.all()) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("venue", instrument.venue());
            entry.put("market", instrument.market().name());
            entry.put("symbol", instrument.symbol());
            entry.put("tickSize", instrument.tickSize().toPlainString());
            entry.put("lotSize", instrument.lotSize().toPlainString());
            entry.put("minQuantity", instrument.quantity(instrument.minLots()).toPlainString());
            entry.put("maxQuantity", instrument.quantity(instrument.maxLots()).toPlainString());
            entry.put("minNotional", instrument.minNotional().toPlainString());
            entry.put("takerFeeRatio", instrument.takerFeeRatio().toPlainString());
            entry.put("contractMultiplier", instrument.contractMultiplier().toPlainString());
            if (!instrument.isQuotedAsSymbolTells()) {
                entry.put("quoteAsset", instrument.quoteAsset());
            }
            entries.add(entry);
        }
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(Map.of("instruments", entries));
    }

    private static InstrumentCatalog resource(String name) {
        try (InputStream in = InstrumentFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + name);
            }
            return read(in.readAllBytes(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InstrumentCatalog read(byte[] text, String name) throws IOException {
        return isExchangeInfo(text) ? exchangeInfo(text, name) : read(YamlDocument.parse(text, name), name);
    }

    /** JSON is YAML. */
    private static InstrumentCatalog read(YamlDocument document, String name) {
        if (!(document.values().get("instruments") instanceof List<?> entries)
                || document.values().size() != 1) {
            throw new IllegalArgumentException(name + ": must hold one list, instruments, was "
                    + document.values().keySet());
        }
        Map<String, Integer> lineByKey = new HashMap<>();
        List<Instrument> instruments = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            int line = document.lineByKey().getOrDefault("instruments[" + i + ']', 0);
            Instrument instrument = instrument(entries.get(i), name + " line " + line + ": ");
            Integer before = lineByKey.put(instrument.key(), line);
            if (before != null) {
                throw new IllegalArgumentException(name + " line " + line + ": " + instrument.key()
                        + " is listed twice, before in line " + before);
            }
            instruments.add(instrument);
        }
        return new InstrumentCatalog(instruments);
    }

    /** Without reading all of it as YAML, which a few MB of JSON take minutes for. */
    private static boolean isExchangeInfo(byte[] text) throws IOException {
        String start = new String(text, 0, Math.min(text.length, 2_000), StandardCharsets.UTF_8).strip();
        boolean isJson = start.startsWith("{");
        return isJson && !start.contains("\"instruments\"") && ExchangeInfoFile.is(new ObjectMapper().readTree(text));
    }

    private static InstrumentCatalog exchangeInfo(byte[] text, String name) throws IOException {
        try {
            return new InstrumentCatalog(ExchangeInfoFile.read(new ObjectMapper().readTree(text)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static Instrument instrument(@Nullable Object entry, String place) {
        if (!(entry instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(place + "an instrument must be keys with values, was " + entry);
        }
        Object symbol = map.get("symbol");
        try {
            map.forEach(InstrumentFile::requireShort);
            return ENTRIES.convertValue(entry, Entry.class).instrument();
        } catch (ArithmeticException | IllegalArgumentException e) {
            String text = e.getCause() instanceof JsonProcessingException format
                    ? format.getOriginalMessage()
                    : String.valueOf(e.getMessage());
            throw new IllegalArgumentException(place + (symbol == null ? "an instrument" : symbol) + ": " + text, e);
        }
    }

    /** No number here has more digits; parsing a long one takes time that grows with the square of its length. */
    private static void requireShort(Object key, @Nullable Object value) {
        int length = String.valueOf(value).length();
        if (value == null || value instanceof Map || value instanceof List || length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    key + " must be a text or a number of at most " + MAX_LENGTH + " characters, has " + length);
        }
    }

    private record Entry(
            @JsonProperty(required = true) String venue,
            @JsonProperty(required = true) Market market,
            @JsonProperty(required = true) String symbol,
            @JsonProperty(required = true) BigDecimal tickSize,
            @JsonProperty(required = true) BigDecimal lotSize,
            @JsonProperty(required = true) BigDecimal minQuantity,
            @JsonProperty(required = true) BigDecimal maxQuantity,
            @JsonProperty(required = true) BigDecimal minNotional,
            @JsonProperty(required = true) BigDecimal takerFeeRatio,
            @Nullable BigDecimal contractMultiplier,
            @Nullable String quoteAsset) {
        Instrument instrument() {
            Instrument told = told();
            return quoteAsset == null ? told : told.quotedIn(quoteAsset);
        }

        private Instrument told() {
            return new Instrument(
                    Instrument.key(venue, market, symbol),
                    venue,
                    market,
                    symbol,
                    tickSize,
                    lotSize,
                    minQuantity.divide(lotSize).longValueExact(),
                    maxQuantity.divide(lotSize).longValueExact(),
                    minNotional,
                    contractMultiplier == null ? BigDecimal.ONE : contractMultiplier,
                    market == Market.COINM,
                    market != Market.SPOT,
                    takerFeeRatio);
        }
    }
}
