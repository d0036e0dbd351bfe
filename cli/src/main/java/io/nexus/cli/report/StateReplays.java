package io.nexus.cli.report;

import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
import java.util.HashMap;
import java.util.Map;

/** Which trading states on the control topic the job does not obey: copies of one that was read, and those that were signed before the
 * newest of their key. Takes the records in their order. Not thread-safe. */
public final class StateReplays {
    private final Map<String, Long> signedAtByKey = new HashMap<>();

    /** Takes note of a record; answers whether it is a trading state that is not obeyed. */
    public boolean isReplay(ControlRecord record) {
        ControlMessage message = record.message();
        if (message == null || message.tradingState() == null) {
            return false;
        }
        long newestMs = signedAtByKey.getOrDefault(message.key(), Long.MIN_VALUE);
        signedAtByKey.put(message.key(), Math.max(newestMs, record.sentAtWallMs()));
        return record.sentAtWallMs() <= newestMs;
    }
}
