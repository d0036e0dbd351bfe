package io.nexus.job.graph;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.udf.funnel.FunnelInput;
import org.apache.flink.api.common.functions.MapFunction;

/** Counts refusals by reason. A message that names an instrument we do not know counts under none: whoever can write to the
 * topic must not be able to make us keep a count per name he thinks up. */
final class RefusalCount implements MapFunction<DeadLetter, FunnelInput> {
    private static final long serialVersionUID = 1;
    private static final String NO_INSTRUMENT = "";

    private final InstrumentCatalog instruments;

    RefusalCount(InstrumentCatalog instruments) {
        this.instruments = instruments;
    }

    @Override
    public FunnelInput map(DeadLetter letter) {
        boolean isKnown = instruments.find(letter.instrument()) != null;
        return FunnelInput.count(
                isKnown ? letter.instrument() : NO_INSTRUMENT, "rejected." + letter.reason(), 1, letter.feedTimeMs());
    }
}
