package io.nexus.udf.control;

import io.nexus.domain.control.ControlRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the gate remembers of the control topic. A mutable state class; fields are public for the serializer. */
public final class ControlGateState {
    static final long NOTHING = -1;

    /** How often the topic began anew. */
    public int epoch;
    /** Newest offset that was read in this epoch; {@link #NOTHING} before the first. */
    public long lastOffset = NOTHING;
    /** Identity of the topic that was read; empty before it is known. */
    public String topicId = "";
    /** Newest time of sending by key. */
    public Map<String, Long> sentAtByKey = new HashMap<>();
    /** Ids of the newest messages that had one, oldest first. */
    public List<String> ids = new ArrayList<>();

    /** Records that can't be judged before what the source has skipped could be read, oldest first. */
    public List<ControlRecord> waiting = new ArrayList<>();

    /** For the serializer. */
    public ControlGateState() {}
}
