package io.nexus.cli.process;

import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.domain.instrument.InstrumentCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The instruments that the processes of a run share. */
public final class InstrumentList {
    private InstrumentList() {}

    /** The instruments of the file that connections name.
     *
     * @throws io.nexus.connectors.config.ConfigException if they name none
     * @throws IOException if it is not there yet */
    public static InstrumentCatalog load(Connections connections) throws IOException {
        Path file = Path.of(Connections.required(
                "exchange.instruments-file", connections.exchange().instrumentsFile()));
        if (!Files.exists(file)) {
            throw new IOException("there is no file " + file + ", which connections name as exchange.instruments-file;"
                    + " nexus gateway writes it when it starts");
        }
        return InstrumentFile.load(file);
    }
}
