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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A file of klines of one length.
 *
 * @param symbol in upper case
 * @param intervalMs length of its bars */
public record KlineFile(Path path, Market market, String symbol, long intervalMs) {

    /** Kline files below a folder, by path.
     *
     * @throws UncheckedIOException if it can't be read
     * @throws IllegalArgumentException if it is no folder, holds none, or no folder names a file's market */
    public static List<KlineFile> below(Path root) {
        return KlineFolder.read(root, null).files();
    }

    /** All rows by their open time.
     *
     * @throws UncheckedIOException if it can't be read
     * @throws IllegalArgumentException naming file and line that is no kline */
    public List<Kline> read() {
        List<Kline> klines = new ArrayList<>();
        forEachRow(row -> klines.add(row.kline()));
        klines.sort(Comparator.comparingLong(Kline::openTimeMs));
        return klines;
    }

    /** Hands over all rows in the file's order; of an archive, of all its tables.
     *
     * @throws UncheckedIOException if it can't be read; names file and line
     * @throws IllegalArgumentException naming file and line whose time cannot be read */
    void forEachRow(Consumer<KlineRow> reader) {
        try (InputStream raw = Files.newInputStream(path)) {
            if (Files.size(path) == 0) {
                return;
            }
            String name = path.toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".zip")) {
                readMembers(raw, reader);
            } else {
                readTable(name.endsWith(".gz") ? new GZIPInputStream(raw) : raw, path.toString(), reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read klines of " + path + ": " + e.getMessage(), e);
        }
    }

    private void readMembers(InputStream raw, Consumer<KlineRow> reader) throws IOException {
        ZipInputStream zip = new ZipInputStream(raw, StandardCharsets.UTF_8);
        int tables = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (isTable(entry)) {
                readTable(zip, path + "!" + entry.getName(), reader);
                tables++;
            }
        }
        if (tables == 0) {
            throw new IOException("the archive holds no .csv");
        }
    }

    /** Not a folder, and not what macOS puts beside each file. */
    private static boolean isTable(ZipEntry entry) {
        String name = entry.getName();
        String file = name.substring(name.lastIndexOf('/') + 1);
        return !entry.isDirectory() && file.toLowerCase(Locale.ROOT).endsWith(".csv") && !file.startsWith("._");
    }

    /** Leaves the stream open: it may be one member of an archive. */
    private static void readTable(InputStream in, String source, Consumer<KlineRow> reader) throws IOException {
        new KlineRows(source).read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), reader);
    }
}
