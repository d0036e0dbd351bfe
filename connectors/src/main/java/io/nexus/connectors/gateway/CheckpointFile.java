package io.nexus.connectors.gateway;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nexus.connectors.file.DamagedFileException;
import io.nexus.connectors.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The gateway's newest checkpoint, as a JSON file that is replaced as a whole. */
public final class CheckpointFile {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.PUBLIC_ONLY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .build();
    private final Path file;
    private final String run;

    /** Names the file; it need not exist yet, its folder must.
     *
     * @param run whose market this is; a checkpoint of another one is refused */
    public CheckpointFile(Path file, String run) {
        this.file = file;
        this.run = run;
    }

    /** Id of the run that a checkpoint is of; empty if it is older than that record.
     *
     * @throws IOException if there is none or it is damaged; the text names the file */
    public static String run(Path file) throws IOException {
        return read(file).run;
    }

    /** The checkpoint, or null if none was written yet.
     *
     * @throws UncheckedIOException if it cannot be read, or is another run's */
    @Nullable
    GatewayState load() {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            GatewayState state = read(file);
            if (!state.run.isEmpty() && !run.isEmpty() && !state.run.equals(run)) {
                throw new IOException(file + " is of run " + state.run + ", not of " + run);
            }
            return state;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the gateway's checkpoint " + file, e);
        }
    }

    void store(GatewayState state) {
        state.run = run;
        try {
            WholeFile.replaceDerived(file, MAPPER.writeValueAsBytes(state));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the gateway's checkpoint " + file, e);
        }
    }

    private static GatewayState read(Path file) throws IOException {
        byte[] content = WholeFile.read(file);
        try {
            GatewayState state = MAPPER.readValue(content, GatewayState.class);
            if (state == null || state.offsets == null || state.sourceState == null || state.channels == null) {
                throw new DamagedFileException(file, "it lacks a part");
            }
            return state;
        } catch (JacksonException e) {
            throw new DamagedFileException(file, e.getOriginalMessage());
        }
    }
}
