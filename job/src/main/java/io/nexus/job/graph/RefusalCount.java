package io.nexus.job.graph;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.udf.funnel.FunnelInput;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Counts refusals by reason; letters of another kind do not count. A message that names an instrument we do not know counts under
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
        if (letter.reason().isRefusal()) {
            boolean isKnown = instruments.find(letter.instrument()) != null;
            String instrument = isKnown ? letter.instrument() : NO_INSTRUMENT;
            String kind = letter.reason().isOfOrder() ? "orders.refused." : "rejected.";
            out.collect(FunnelInput.count(instrument, kind + letter.reason(), 1, letter.feedTimeMs()));
        }
    }
}
