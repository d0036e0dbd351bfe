package io.nexus.connectors.recorded;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the bars before a recording come from.
 *
 * @param folder of kline files
 * @param standsFor market whose instruments take klines of another market where they have none of their own, and which
 *     folders that name no market are of; null = none */
public record KlineSource(Path folder, @Nullable Market standsFor) {

    /** The bars that closed before a feed's first message.
     *
     * @throws java.io.UncheckedIOException if a file can't be read
     * @throws IllegalArgumentException if the folder holds no klines, or a row that is needed is none; names file and line */
    public BackFill before(long startMs, InstrumentCatalog instruments) {
        return KlineHistory.before(startMs, instruments, KlineFolder.read(folder, standsFor), standsFor);
    }

    /** For people, and to tell one from another. */
    public String text() {
        return folder.toAbsolutePath().normalize() + (standsFor == null ? "" : " that stand for " + standsFor);
    }
}
