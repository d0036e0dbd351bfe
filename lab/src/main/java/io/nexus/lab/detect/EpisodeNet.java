package io.nexus.lab.detect;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.outcome.EpisodeOutcome;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.label.LabellerConfig;
import io.nexus.udf.label.LabellerCore;
import io.nexus.udf.label.LabellerState;
import io.nexus.udf.market.InstrumentScale;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the episodes of one strategy would have earned net of spread and fees, by Layer 2's own labeller. Not thread-safe. */
final class EpisodeNet {
    /** An episode that the labeller gives up has no outcome, here as in the job. */
    private static final LabellerCore.Drops UNCOUNTED = new LabellerCore.Drops() {
        @Override
        public void full() {
            // the feed of a study is not the place to alert
        }

        @Override
        public void withoutTouch() {
            // nothing to enter or leave at
        }
    };

    private static final double TWO_SIDED_95 = 1.96;

    private final StrategyId strategy;
    private final InstrumentCatalog instruments;
    private final LabellerConfig config;
    private final Map<String, LabellerCore> coreByInstrument = new HashMap<>();
    private final Map<String, LabellerState> stateByInstrument = new HashMap<>();
    private long episodes;
    private double sumBps;
    private double squaresBps;

    EpisodeNet(StrategyId strategy, InstrumentCatalog instruments, LabellerConfig config) {
        this.strategy = strategy;
        this.instruments = instruments;
        this.config = config;
    }

    void follow(Signaled signaled) {
        String instrument = signaled.observed().stamped().instrument();
        coreByInstrument
                .computeIfAbsent(instrument, key -> new LabellerCore(InstrumentScale.of(instruments.get(key)), config))
                .process(
                        stateByInstrument.computeIfAbsent(instrument, key -> new LabellerState()),
                        signaled,
                        this::take,
                        UNCOUNTED);
    }

    private void take(EpisodeOutcome outcome) {
        if (outcome.strategy() == strategy) {
            episodes++;
            sumBps += outcome.netBps();
            squaresBps += outcome.netBps() * outcome.netBps();
        }
    }

    /** The outcomes of several, which stay as they are.
     *
     * @param parts at least one */
    static EpisodeNet all(List<EpisodeNet> parts) {
        EpisodeNet first = parts.get(0);
        EpisodeNet all = new EpisodeNet(first.strategy, first.instruments, first.config);
        for (EpisodeNet part : parts) {
            all.episodes += part.episodes;
            all.sumBps += part.sumBps;
            all.squaresBps += part.squaresBps;
        }
        return all;
    }

    long episodes() {
        return episodes;
    }

    /** Mean net bp; NaN without episodes. */
    double meanBps() {
        return episodes == 0 ? Double.NaN : sumBps / episodes;
    }

    /** Half the width of the mean's 95 % interval by the normal approximation; NaN below two episodes. */
    double intervalBps() {
        if (episodes < 2) {
            return Double.NaN;
        }
        double variance = Math.max(0, squaresBps - sumBps * sumBps / episodes) / (episodes - 1);
        return TWO_SIDED_95 * Math.sqrt(variance / episodes);
    }
}
