package io.nexus.job.graph;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.funnel.FunnelInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** What is counted on its way to the funnel. Nobody waits for it, so its edges send in batches: a wake-up of the funnel's task
 * per skip would cost the layers more than the skip. */
final class FunnelInputs {
    private static final long BATCH_MS = 50;

    private final List<DataStream<FunnelInput>> inputs = new ArrayList<>();

    /** Adds a layer's skips.
     *
     * @param layer in lower case; part of the operator's uid */
    FunnelInputs skips(DataStream<SkipRecord> skips, String layer) {
        add(skips.map(FunnelInput::of), "funnel-skips-" + layer, "skips " + layer);
        return this;
    }

    /** Adds totals that a layer keeps itself. */
    FunnelInputs totals(DataStream<FunnelCount> counts, String layer) {
        add(counts.map(FunnelInput::of), "funnel-totals-" + layer, "totals " + layer);
        return this;
    }

    /** Adds refused messages; letters of another kind do not count. */
    FunnelInputs refusals(DataStream<DeadLetter> letters, InstrumentCatalog instruments, String layer) {
        add(letters.flatMap(new RefusalCount(instruments)), "funnel-refusals-" + layer, "refusals " + layer);
        return this;
    }

    /** Everything added, one after the other. */
    DataStream<FunnelInput> all() {
        return inputs.stream().reduce(DataStream::union).orElseThrow();
    }

    private void add(SingleOutputStreamOperator<FunnelInput> input, String uid, String name) {
        inputs.add(input.returns(FunnelInput.class).uid(uid).name(name).setBufferTimeout(BATCH_MS));
    }
}
