package io.nexus.connectors.recorded;

import io.nexus.domain.instrument.Market;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kline files below a folder: {@code SYMBOL-1m[-date]} or {@code candles_binance_..._BASE-QUOTE_1m}, ending in
 * {@code .csv}, {@code .csv.gz} or {@code .zip}, flat or in folders. The nearest folder above whose name holds the word spot,
 * usdm or cm names their market.
 *
 * @param root the folder
 * @param files by path
 * @param skipped what else lies there, and why it is not read */
public record KlineFolder(Path root, List<KlineFile> files, List<BackFill.SkippedFile> skipped) {
    private static final Logger LOG = LoggerFactory.getLogger(KlineFolder.class);
    private static final Pattern NAME = Pattern.compile("(?:candles_binance_(?:perpetual|spot)_)?"
            + "(.+?)[-_](\\d{1,2})(s|m|h|d|w|M|mo)(?:-[\\d-]+)?(?:\\.csv|\\.csv\\.gz|\\.zip)");
    private static final Pattern UNTRADED = Pattern.compile(
            "(?:mark[-_]?price|index[-_]?price|premium[-_]?index)[-_]?klines", Pattern.CASE_INSENSITIVE);

    /** Lists a folder.
     *
     * @param fallback market of files that no folder names one for; null = that is an error
     * @throws UncheckedIOException if it can't be read
     * @throws IllegalArgumentException if it is no folder, holds none, or no folder names a file's market */
    public static KlineFolder read(Path root, @Nullable Market fallback) {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("no folder " + root + " of klines");
        }
        List<KlineFile> files = new ArrayList<>();
        List<BackFill.SkippedFile> skipped = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(root)) {
            paths.filter(Files::isRegularFile).sorted().forEach(path -> {
                Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
                if (!name.matches()) {
                    skipped.add(new BackFill.SkippedFile(root.relativize(path), "not named like a kline file"));
                } else if (isUntraded(root, path)) {
                    skipped.add(new BackFill.SkippedFile(root.relativize(path), KlineSeries.UNTRADED));
                } else {
                    files.add(file(path, name, fallback));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read klines of " + root, e);
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException(root + " holds no klines: expected SYMBOL-1m.csv, .csv.gz or .zip"
                    + (skipped.isEmpty()
                            ? ""
                            : "; found " + skipped.get(0).path() + ", "
                                    + skipped.get(0).reason()));
        }
        skipped.forEach(file -> LOG.info("klines not used: {}: {}", file.path(), file.reason()));
        return new KlineFolder(root, List.copyOf(files), List.copyOf(skipped));
    }

    private static KlineFile file(Path path, Matcher name, @Nullable Market fallback) {
        long unitMs =
                switch (name.group(3)) {
                    case "s" -> 1_000;
                    case "m" -> 60_000;
                    case "h" -> 3_600_000;
                    case "d" -> 86_400_000;
                    case "w" -> 7 * 86_400_000L;
                    default -> 30 * 86_400_000L;
                };
        String symbol = name.group(1).replace("-", "").toUpperCase(Locale.ROOT);
        return new KlineFile(path, market(path, fallback), symbol, Long.parseLong(name.group(2)) * unitMs);
    }

    private static boolean isUntraded(Path root, Path path) {
        Path last = root.toAbsolutePath().normalize().getFileName();
        Path below = root.relativize(path);
        for (Path part : last == null ? below : last.resolve(below)) {
            if (UNTRADED.matcher(part.toString()).matches()) {
                return true;
            }
        }
        return false;
    }

    /** By the nearest folder above that names one. */
    private static Market market(Path path, @Nullable Market fallback) {
        for (Path folder = path.toAbsolutePath().normalize().getParent();
                folder != null && folder.getFileName() != null;
                folder = folder.getParent()) {
            for (String word :
                    folder.getFileName().toString().toLowerCase(Locale.ROOT).split("[-_.]", -1)) {
                Market named = named(word);
                if (named != null) {
                    return named;
                }
            }
        }
        if (fallback == null) {
            throw new IllegalArgumentException(
                    path
                            + ": no folder above names the market (spot, usdm or cm); rename one, or say it with --klines-market");
        }
        return fallback;
    }

    private static @Nullable Market named(String word) {
        return switch (word) {
            case "spot" -> Market.SPOT;
            case "usdm", "um" -> Market.USDM;
            case "cm", "coinm" -> Market.COINM;
            default -> null;
        };
    }
}
