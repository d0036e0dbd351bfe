package io.nexus.cli.embedded;

import io.nexus.cli.process.FeedPlan;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.instrument.InstrumentCatalog;

/** The feed of a plan for those who study it instead of running it.
 *
 * @param fromMs feed time from which it would be traded; what comes before warms up */
public record StudyFeed(InstrumentCatalog instruments, FeedSource source, long fromMs) implements AutoCloseable {

    /** Opens the feed that a run of the plan would get.
     *
     * @throws java.io.UncheckedIOException if the recording can't be read
     * @throws IllegalArgumentException if there is none, or an instrument is quoted in an asset without a rate */
    public static StudyFeed open(RunPlan plan) {
        FeedPlan feed = plan.feed(plan.newRun("study"));
        InstrumentCatalog valued = plan.config().job().exchange().rates().convert(feed.instruments());
        return new StudyFeed(valued, feed.open(), feed.span().tradeFromMs());
    }

    @Override
    public void close() {
        source.close();
    }
}
