package io.nexus.job.graph;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import io.nexus.udf.funnel.FunnelInput;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Counts refusals by reason, those of messages that the gateway made itself under names of their own, and messages of which levels
 * were left out; letters of another kind do not count. A message that names an instrument we do not know counts under
 * none: whoever can write to the topic must not be able to make us keep a count per name he thinks up. */
final class RefusalCount implements FlatMapFunction<DeadLetter, FunnelInput> {
    private static final long serialVersionUID = 1;
    private static final String NO_INSTRUMENT = "";

    private final InstrumentCatalog instruments;

    RefusalCount(InstrumentCatalog instruments) {
        this.instruments = instruments;
    }

    @Override
    public void flatMap(DeadLetter letter, Collector<FunnelInput> out) {
        String name = name(letter);
        if (name != null) {
            boolean isKnown = instruments.find(letter.instrument()) != null;
            String instrument = isKnown ? letter.instrument() : NO_INSTRUMENT;
            out.collect(FunnelInput.count(instrument, name, 1, letter.feedTimeMs()));
        }
    }

    /** What a letter counts as; null if it does not. */
    private static @Nullable String name(DeadLetter letter) {
        if (letter.reason() == RejectReason.ODD_LEVEL) {
            return "book.odd";
        }
        if (!letter.reason().isRefusal()) {
            return null;
        }
        if (letter.reason().isOfOrder()) {
            return "orders.refused." + letter.reason();
        }
        return (letter.isGenerated() ? "generated.rejected." : "rejected.") + letter.reason();
    }
}
