package io.nexus.udf.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** One keyed function, fed a record at a time, so that several can be in a chain; restored from a snapshot before every
 * element if asked. */
public final class ChainLink<I, O> {
    private static final int MAX_PARALLELISM = 128;

    private final Supplier<KeyedProcessFunction<String, I, O>> function;
    private final KeySelector<I, String> key;
    private final boolean isRestored;
    private KeyedOneInputStreamOperatorTestHarness<String, I, O> harness;

    public ChainLink(
            Supplier<KeyedProcessFunction<String, I, O>> function, KeySelector<I, String> key, boolean isRestored)
            throws Exception {
        this.function = function;
        this.key = key;
        this.isRestored = isRestored;
        this.harness = open(null);
    }

    /** What the function emits for a record. */
    public List<O> process(I record) throws Exception {
        if (isRestored) {
            OperatorSubtaskState snapshot = harness.snapshot(0, 0);
            harness.close();
            harness = open(snapshot);
        }
        harness.processElement(new StreamRecord<>(record));
        List<O> output = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        return output;
    }

    /** What it has emitted to a side output since this was last asked, or since it was restored. */
    public <T> List<T> side(OutputTag<T> tag) {
        List<T> values = new ArrayList<>();
        var records = harness.getSideOutput(tag);
        if (records != null) {
            records.forEach(record -> values.add(record.getValue()));
            records.clear();
        }
        return values;
    }

    public void close() throws Exception {
        harness.close();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, I, O> open(@Nullable OperatorSubtaskState snapshot)
            throws Exception {
        var opened = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function.get()), key, Types.STRING, MAX_PARALLELISM, 1, 0);
        opened.setup();
        if (snapshot != null) {
            opened.initializeState(snapshot);
        }
        opened.open();
        return opened;
    }
}
