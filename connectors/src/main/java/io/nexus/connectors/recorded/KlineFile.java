package io.nexus.connectors.recorded;

import io.nexus.domain.instrument.Market;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/** A file of klines of one length: {@code SYMBOL-1m[-date]} or {@code candles_binance_..._BASE-QUOTE_1m}, ending in
 * {@code .csv}, {@code .csv.gz} or {@code .zip}, below a folder whose name holds the word spot, usdm or cm.
 *
 * @param intervalMs length of its bars */
public record KlineFile(Path path, Market market, String symbol, long intervalMs) {
    private static final Pattern NAME = Pattern.compile("(?:candles_binance_(?:perpetual|spot)_)?"
            + "([A-Z0-9]+(?:-[A-Z0-9]+)?(?:_PERP)?)[-_](\\d{1,2})([mhd])(?:-[\\d-]+)?(?:\\.csv|\\.csv\\.gz|\\.zip)");

    /** Kline files below a folder, by path.
     *
     * @throws UncheckedIOException if it can't be read
     * @throws IllegalArgumentException if it is no folder, holds none, or no folder tells a file's market */
    public static List<KlineFile> below(Path root) {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("no folder " + root + " of klines");
        }
        try (Stream<Path> paths = Files.walk(root)) {
            List<KlineFile> files = paths.filter(Files::isRegularFile)
                    .sorted()
                    .flatMap(path -> of(path).stream())
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException(root + " holds no klines: expected SYMBOL-1m.csv, .csv.gz or .zip");
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read klines of " + root, e);
        }
    }

    private static Optional<KlineFile> of(Path path) {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        if (!name.matches()) {
            return Optional.empty();
        }
        long unitMs =
                switch (name.group(3)) {
                    case "m" -> 60_000;
                    case "h" -> 3_600_000;
                    default -> 86_400_000;
                };
        String symbol = name.group(1).replace("-", "");
        return Optional.of(new KlineFile(path, market(path), symbol, Long.parseLong(name.group(2)) * unitMs));
    }

    /** Told by the nearest folder above that names one. */
    private static Market market(Path path) {
        for (Path folder = path.toAbsolutePath().normalize().getParent();
                folder != null && folder.getFileName() != null;
                folder = folder.getParent()) {
            for (String word : folder.getFileName().toString().split("[-_.]", -1)) {
                switch (word) {
                    case "spot" -> {
                        return Market.SPOT;
                    }
                    case "usdm", "um" -> {
                        return Market.USDM;
                    }
                    case "cm", "coinm" -> {
                        return Market.COINM;
                    }
                    default -> {
                        // a word of another meaning
                    }
                }
            }
        }
        throw new IllegalArgumentException(path + ": no folder above names the market: spot, usdm or cm");
    }

    /** All rows in the file's order.
     *
     * @throws UncheckedIOException if it can't be read
     * @throws IllegalArgumentException naming file and line that is no kline */
    public List<Kline> read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            return new KlineRows().read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    private InputStream open() throws IOException {
        InputStream raw = Files.newInputStream(path);
        String name = path.toString();
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(raw);
        }
        if (!name.endsWith(".zip")) {
            return raw;
        }
        ZipInputStream zip = new ZipInputStream(raw, StandardCharsets.UTF_8);
        if (zip.getNextEntry() == null) {
            zip.close();
            throw new IOException("an empty archive");
        }
        return zip;
    }
}
