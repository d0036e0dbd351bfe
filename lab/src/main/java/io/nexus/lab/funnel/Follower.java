package io.nexus.lab.funnel;

import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.label.LabellerCore;
import io.nexus.udf.label.LabellerState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Follows signals of one instrument as if each were entered. Not thread-safe. */
final class Follower implements LabellerCore.Drops {
    private final LabellerCore core;
    private final Function<StrategyId, Outcomes> outcomes;
    private final LabellerState state = new LabellerState();
    private final List<Signal> begins = new ArrayList<>();

    /** @param outcomes where the results of a strategy go */
    Follower(LabellerCore core, Function<StrategyId, Outcomes> outcomes) {
        this.core = core;
        this.outcomes = outcomes;
    }

    /** Follows a signal from the event that is told next. */
    void begin(Signal signal) {
        begins.add(signal);
        outcomes.apply(signal.strategy()).begin();
    }

    /** The instrument's next event. */
    void take(Signaled signaled) {
        if (state.open == 0 && begins.isEmpty()) {
            return;
        }
        Signaled followed = new Signaled(signaled.observed(), List.copyOf(begins), List.of(), List.of());
        begins.clear();
        core.process(
                state, followed, outcome -> outcomes.apply(outcome.strategy()).end(outcome), this);
    }

    /** The feed has ended. */
    void end() {
        for (StrategyId strategy : StrategyId.values()) {
            outcomes.apply(strategy).leaveOpen(state.openByStrategy[strategy.column()]);
        }
    }

    @Override
    public void full() {
        throw new IllegalStateException("more signals are followed at once than a study foresees");
    }

    @Override
    public void withoutTouch() {
        // it has begun and will neither end nor stay open, which is how it shows
    }
}
