package io.nexus.cli.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A data directory on which no run may start: what is missing or damaged can't be made again. */
public final class StoreRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    /** Names the directory, each refused store and the way out. */
    public StoreRefusedException(Path root, List<StoreVerdict> refusals) {
        super("data directory " + root + " is refused, nothing was changed: "
                + refusals.stream().map(StoreVerdict::text).collect(Collectors.joining("; "))
                + ". Put back what is named, whole and of the same moment as the rest, or begin a new run in another"
                + " directory");
    }
}
