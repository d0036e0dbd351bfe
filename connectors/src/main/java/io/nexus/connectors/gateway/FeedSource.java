package io.nexus.connectors.gateway;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the gateway's messages come from. Deterministic: opened again it gives the same messages in the same order, so that
 * a killed gateway resumes exactly. Not thread-safe; the gateway calls it from one thread. */
public interface FeedSource extends AutoCloseable {
    /** The next message; feed time never goes backwards, over all instruments. The gateway assigns sequence and send
     * time, so what stands there is ignored. Null when the source has ended, and from then on. */
    @Nullable
    FeedMessage next();

    /** Asks for the whole book of an instrument, to be given as one of the next messages.
     *
     * @return whether it will come; a recording has only the snapshots that were recorded */
    default boolean requestSnapshot(String instrument) {
        return false;
    }

    /** Everything needed to go on after the last message given: see {@link #restoreState}. */
    byte[] snapshotState();

    /** Puts a newly opened source where another one was when it made the snapshot.
     *
     * @throws IllegalArgumentException if the snapshot is not one of this source */
    void restoreState(byte[] snapshot);

    /** What the source has found besides its messages, by name: torn files, a clock that was set; unmodifiable. */
    default Map<String, Long> counts() {
        return Map.of();
    }

    @Override
    void close();
}
