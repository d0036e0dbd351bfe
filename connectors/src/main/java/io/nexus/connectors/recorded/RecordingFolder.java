package io.nexus.connectors.recorded;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a recording is laid out: {@code {spot,usdm,cm}/symbol_yyyymmdd.gz} with the venue's messages,
 * {@code wire/feed_yyyymmdd.gz} with our own, and {@code instruments.json} with what they are of; days in UTC. */
public final class RecordingFolder {
    private static final String VENUE = "BINANCE";
    private static final String WIRE = "wire";
    private static final String INSTRUMENTS = "instruments.json";
    /** A list of more instruments is not one made for a recording. */
    private static final int MOST_LISTED = 64;

    private static final Pattern FILE = Pattern.compile("(.+)_(\\d{8})\\.gz");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RecordingFolder() {}

    /** Instruments of a recording: those written beside it, of a long list, as a venue gives it, those with files; without such a
     * file the ones Binance had in August 2024.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if the folder holds no recording, or impossible instruments */
    public static InstrumentCatalog instruments(Path root) {
        Set<String> recorded = filesByInstrument(root).keySet();
        Path file = root.resolve(INSTRUMENTS);
        if (!Files.exists(file)) {
            return InstrumentFile.binance2024();
        }
        InstrumentCatalog listed = InstrumentFile.load(file);
        List<Instrument> present = listed.all().stream()
                .filter(instrument -> recorded.contains(instrument.key()))
                .toList();
        boolean isWhole = recorded.contains("") || listed.all().size() <= MOST_LISTED || present.isEmpty();
        return isWhole ? listed : new InstrumentCatalog(present);
    }

    /** Where the instruments of a recording are from, for people. */
    static String instrumentsFrom(Path root) {
        Path file = root.resolve(INSTRUMENTS);
        return Files.exists(file)
                ? file.toString()
                : "Binance in August 2024; list those of the recording in " + file
                        + ", or save the venue's exchangeInfo there";
    }

    /** Requires that a folder holds no recording yet: a second one behind the first would be neither.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it holds one */
    public static void requireNone(Path root) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            if (files.anyMatch(
                    file -> FILE.matcher(file.getFileName().toString()).matches())) {
                throw new IllegalArgumentException(root + " already holds a recording; name another folder");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root, e);
        }
    }

    static void storeInstruments(Path root, InstrumentCatalog catalog) {
        Path file = root.resolve(INSTRUMENTS);
        try {
            Files.createDirectories(root);
            if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), InstrumentFile.json(catalog))) {
                throw new IllegalArgumentException(root + " holds a recording of other instruments");
            }
            InstrumentFile.store(file, catalog);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record to " + root, e);
        }
    }

    /** Files of each stream in the order of their days, by instrument key; the empty key holds wire messages.
     *
     * @throws UncheckedIOException if the folder cannot be read
     * @throws IllegalArgumentException if it holds no recording */
    static Map<String, List<Path>> filesByInstrument(Path root) {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("no folder " + root + " to replay");
        }
        Map<String, List<Path>> filesByInstrument = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> {
                Matcher name = FILE.matcher(file.getFileName().toString());
                Path folder = file.getParent();
                if (name.matches() && folder != null) {
                    filesByInstrument
                            .computeIfAbsent(instrument(folder, name.group(1)), k -> new ArrayList<>())
                            .add(file);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the recording " + root, e);
        }
        if (filesByInstrument.isEmpty()) {
            throw new IllegalArgumentException(root + " holds no recording: expected {spot,usdm,cm}/symbol_yyyymmdd.gz"
                    + " or wire/feed_yyyymmdd.gz");
        }
        return filesByInstrument;
    }

    /** File for a venue message of an instrument. */
    static Path venueFile(Path root, Instrument instrument, long feedTimeMs) {
        String market =
                switch (instrument.market()) {
                    case SPOT -> "spot";
                    case USDM -> "usdm";
                    case COINM -> "cm";
                };
        String symbol = fileName(instrument.symbol().toLowerCase(Locale.ROOT));
        return root.resolve(market).resolve(symbol + '_' + day(feedTimeMs) + ".gz");
    }

    /** File for our own messages. */
    static Path wireFile(Path root, long feedTimeMs) {
        return root.resolve(WIRE).resolve("feed_" + day(feedTimeMs) + ".gz");
    }

    private static String day(long feedTimeMs) {
        return DAY.format(Instant.ofEpochMilli(feedTimeMs));
    }

    /** A symbol as every file system can hold it, whatever its encoding: %xx for bytes that are no letter, digit, _, - or dot. */
    private static String fileName(String symbol) {
        return URLEncoder.encode(symbol, StandardCharsets.UTF_8);
    }

    private static String symbol(Path folder, String fileName) {
        try {
            return URLDecoder.decode(fileName, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(folder.resolve(fileName) + ": " + e.getMessage(), e);
        }
    }

    private static String instrument(Path folder, String symbol) {
        Path name = folder.getFileName();
        return switch (name == null ? "" : name.toString()) {
            case "spot" -> Instrument.key(VENUE, Market.SPOT, symbol(folder, symbol));
            case "usdm" -> Instrument.key(VENUE, Market.USDM, symbol(folder, symbol));
            case "cm" -> Instrument.key(VENUE, Market.COINM, symbol(folder, symbol));
            case WIRE -> "";
            default -> throw new IllegalArgumentException(
                    folder + ": a recording's folders are spot, usdm, cm and wire, was " + name);
        };
    }
}
