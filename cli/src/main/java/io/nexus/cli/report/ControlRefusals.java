package io.nexus.cli.report;

import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RefusalTally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the control records that are refused, not all of a flood. Not thread-safe. */
public final class ControlRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(ControlRefusals.class);

    private final RefusalTally tally = new RefusalTally();

    /** Notes a record that holds no message. */
    public void note(ControlRecord record) {
        DeadLetter refused = record.refusal();
        long count = refused == null ? 0 : tally.add(refused);
        if (refused != null && count > 0) {
            LOG.warn("refused control record, number {} for {}: {}", count, refused.reason(), refused);
        }
    }
}
