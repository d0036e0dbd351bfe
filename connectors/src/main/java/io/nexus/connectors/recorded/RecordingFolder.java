package io.nexus.connectors.recorded;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a recording is laid out: {@code {spot,usdm,cm}/symbol_yyyymmdd.gz} with the venue's messages, and
 * {@code wire/feed_yyyymmdd.gz} with our own; days in UTC. */
final class RecordingFolder {
    private static final String VENUE = "BINANCE";
    private static final String WIRE = "wire";
    private static final Pattern FILE = Pattern.compile("(.+)_(\\d{8})\\.gz");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RecordingFolder() {}

    /** Files of each stream in the order of their days, by instrument key; the empty key holds wire messages.
     *
     * @throws UncheckedIOException if the folder cannot be read
     * @throws IllegalArgumentException if it holds no recording */
    static Map<String, List<Path>> filesByInstrument(Path root) {
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
        String symbol = instrument.symbol().toLowerCase(Locale.ROOT);
        return root.resolve(market).resolve(symbol + '_' + day(feedTimeMs) + ".gz");
    }

    /** File for our own messages. */
    static Path wireFile(Path root, long feedTimeMs) {
        return root.resolve(WIRE).resolve("feed_" + day(feedTimeMs) + ".gz");
    }

    private static String day(long feedTimeMs) {
        return DAY.format(Instant.ofEpochMilli(feedTimeMs));
    }

    private static String instrument(Path folder, String symbol) {
        Path name = folder.getFileName();
        return switch (name == null ? "" : name.toString()) {
            case "spot" -> Instrument.key(VENUE, Market.SPOT, symbol.toUpperCase(Locale.ROOT));
            case "usdm" -> Instrument.key(VENUE, Market.USDM, symbol.toUpperCase(Locale.ROOT));
            case "cm" -> Instrument.key(VENUE, Market.COINM, symbol.toUpperCase(Locale.ROOT));
            case WIRE -> "";
            default -> throw new IllegalArgumentException(
                    folder + ": a recording's folders are spot, usdm, cm and wire, was " + name);
        };
    }
}
