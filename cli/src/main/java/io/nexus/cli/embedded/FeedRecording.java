package io.nexus.cli.embedded;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.connectors.recorded.FeedRecorder;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Writes down a feed without trading on it: the messages a run's gateway would receive, in their order. */
public final class FeedRecording {
    private static final int TOLD_EVERY = 100_000;

    private FeedRecording() {}

    /** What was written.
     *
     * @param received messages of the feed
     * @param refused of them could not be read
     * @param firstRefusal why the first of these; empty without */
    public record Result(long received, long refused, String firstRefusal) {}

    /** Records the feed of a plan up to its end.
     *
     * @param progress is told now and then how many messages were received
     * @throws java.io.UncheckedIOException if the feed can't be read or the folder not written
     * @throws IllegalArgumentException if the folder holds a recording */
    public static Result record(RunPlan plan, Path folder, LongConsumer progress) {
        long received = 0;
        long refused = 0;
        String firstRefusal = "";
        try (PlannedFeed feed = PlannedFeed.open(plan);
                FeedRecorder recorder = new FeedRecorder(folder, feed.instruments())) {
            FeedSource source = feed.source();
            for (FeedMessage message = source.next(); message != null; message = source.next()) {
                recorder.record(message);
                received++;
                DeadLetter refusal = message.refusal();
                if (refusal != null && isUnreadable(refusal)) {
                    firstRefusal = refused++ == 0 ? refusal.reason() + ", " + refusal.detail() : firstRefusal;
                }
                if (received % TOLD_EVERY == 0) {
                    progress.accept(received);
                }
            }
        }
        return new Result(received, refused, firstRefusal);
    }

    private static boolean isUnreadable(DeadLetter refusal) {
        return refusal.reason().isRefusal() && refusal.reason() != RejectReason.NO_TRADE;
    }
}
