package io.nexus.cli.embedded;

import io.nexus.cli.process.FeedPlan;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.instrument.InstrumentCatalog;

/** The feed of a plan, opened to be read without trading on it: the messages that a run's gateway would receive. */
public record PlannedFeed(InstrumentCatalog instruments, FeedSource source) implements AutoCloseable {
    /** Opens the feed of a plan from its beginning.
     *
     * @throws java.io.UncheckedIOException if it can't be read
     * @throws IllegalArgumentException if there is none, or it is to be recorded where a recording is already */
    public static PlannedFeed open(RunPlan plan) {
        FeedPlan feed = plan.feed(plan.newRun("feed"));
        return new PlannedFeed(feed.instruments(), feed.open());
    }

    @Override
    public void close() {
        source.close();
    }
}
