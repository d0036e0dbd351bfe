package io.nexus.lab.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** One-minute bars of a folder of {@code SYMBOL-1m.csv.gz} files: a header line, then open time in ms, open, high, low, close,
 * volume, oldest first. */
final class RecordedBars {
    private static final String SUFFIX = "-1m.csv.gz";
    private static final int CLOSE_COLUMN = 4;

    private final Map<String, double[]> closesBySymbol = new TreeMap<>();

    /** @throws UncheckedIOException if it can't be read
     * @throws IllegalArgumentException if the folder holds no bars, or a file others than one-minute bars without gaps */
    RecordedBars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .forEach(file -> closesBySymbol.put(symbol(file), closes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        if (closesBySymbol.isEmpty()) {
            throw new IllegalArgumentException(folder + " holds no bars: expected SYMBOL" + SUFFIX);
        }
    }

    /** Facts of each symbol, in alphabetical order, inside a part of its time. */
    List<StylizedFacts> measure(Part part) {
        return closesBySymbol.values().stream()
                .map(closes -> StylizedFacts.ofMinuteReturns(MinuteReturns.bps(closes, part)))
                .toList();
    }

    private static String symbol(Path file) {
        return file.getFileName().toString().replace(SUFFIX, "");
    }

    private static double[] closes(Path file) {
        Samples closes = new Samples();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines.readLine();
            long dueMs = Long.MIN_VALUE;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                long openTimeMs = Long.parseLong(cells[0]);
                if (dueMs != Long.MIN_VALUE && openTimeMs != dueMs) {
                    throw new IllegalArgumentException(file + ": expected the bar of " + dueMs + ", was " + openTimeMs);
                }
                dueMs = openTimeMs + 60_000;
                closes.add(Double.parseDouble(cells[CLOSE_COLUMN]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return closes.toArray();
    }
}
