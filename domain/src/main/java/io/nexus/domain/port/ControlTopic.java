package io.nexus.domain.port;

import io.nexus.domain.control.ControlRecord;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** The control topic, asked directly. Calls wait for an answer for some seconds at most. */
public interface ControlTopic extends Serializable {
    /** What the topic is now.
     *
     * @throws IOException if there is no answer in time */
    Position position() throws IOException;

    /** Its records from one offset to before another, in order; what compaction removed is left out.
     *
     * @throws IOException if there is no answer in time */
    List<ControlRecord> read(long fromOffset, long toOffset) throws IOException;

    /** A topic's identity and extent.
     *
     * @param topicId another one after the topic was deleted and created
     * @param beginOffset of the oldest record
     * @param endOffset behind the newest record */
    record Position(String topicId, long beginOffset, long endOffset) {}
}
