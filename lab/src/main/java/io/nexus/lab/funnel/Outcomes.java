package io.nexus.lab.funnel;

import io.nexus.domain.outcome.EpisodeOutcome;
import java.util.ArrayList;
import java.util.List;

/** What became of the signals of one kind that were followed. */
final class Outcomes {
    private final List<Result> results = new ArrayList<>();
    private long begun;
    private long open;

    /** One that reached its barrier or its time limit.
     *
     * @param startedAtMs feed time from which it was followed
     * @param netBps after spread and two taker fees */
    record Result(long startedAtMs, double netBps) {}

    void begin() {
        begun++;
    }

    void end(EpisodeOutcome outcome) {
        results.add(new Result(outcome.startedAtMs(), outcome.netBps()));
    }

    /** The feed ended before some did. */
    void leaveOpen(int count) {
        open += count;
    }

    /** The results as a mean with its interval over blocks of feed time. */
    ShadowResult result(long blockMs) {
        return ShadowResult.of(begun, open, results, blockMs);
    }
}
