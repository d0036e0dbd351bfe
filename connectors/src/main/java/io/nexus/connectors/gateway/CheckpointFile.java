package io.nexus.connectors.gateway;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** The gateway's newest checkpoint, as a JSON file that is replaced as a whole. */
public final class CheckpointFile {
    private final ObjectMapper mapper = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.PUBLIC_ONLY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .build();
    private final Path file;

    /** Names the file; it need not exist yet, its folder must. */
    public CheckpointFile(Path file) {
        this.file = file;
    }

    /** The checkpoint, or null if none was written yet.
     *
     * @throws UncheckedIOException if it cannot be read */
    @Nullable
    GatewayState load() {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return mapper.readValue(file.toFile(), GatewayState.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the gateway's checkpoint " + file, e);
        }
    }

    void store(GatewayState state) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            mapper.writeValue(next.toFile(), state);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the gateway's checkpoint " + file, e);
        }
    }
}
