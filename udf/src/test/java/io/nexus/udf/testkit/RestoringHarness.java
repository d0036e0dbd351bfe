package io.nexus.udf.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Runs an operator keyed by text, straight or restored from a snapshot before every element, and gives back what left it on
 * the main output and on side outputs, in order. */
public final class RestoringHarness<I, O> {
    private static final int MAX_PARALLELISM = 128;

    private final Supplier<OneInputStreamOperator<I, O>> operator;
    private final KeySelector<I, String> key;
    private final List<OutputTag<?>> tags;

    public RestoringHarness(
            Supplier<OneInputStreamOperator<I, O>> operator, KeySelector<I, String> key, List<OutputTag<?>> tags) {
        this.operator = operator;
        this.key = key;
        this.tags = tags;
    }

    public List<Object> straight(Collection<I> input) throws Exception {
        return run(input, Mode.STRAIGHT);
    }

    public List<Object> restoredBeforeEveryElement(Collection<I> input) throws Exception {
        return run(input, Mode.RESTORED);
    }

    private enum Mode {
        STRAIGHT,
        RESTORED
    }

    private List<Object> run(Collection<I> input, Mode mode) throws Exception {
        List<Object> output = new ArrayList<>();
        KeyedOneInputStreamOperatorTestHarness<String, I, O> harness = open(null);
        for (I element : input) {
            if (mode == Mode.RESTORED) {
                OperatorSubtaskState snapshot = harness.snapshot(0, 0);
                harness.close();
                harness = open(snapshot);
            }
            harness.processElement(new StreamRecord<>(element));
            collect(harness, output);
        }
        harness.close();
        return output;
    }

    private void collect(KeyedOneInputStreamOperatorTestHarness<String, I, O> harness, List<Object> output) {
        output.addAll(harness.extractOutputValues());
        harness.getOutput().clear();
        for (OutputTag<?> tag : tags) {
            Queue<? extends StreamRecord<?>> side = harness.getSideOutput(tag);
            if (side != null) {
                side.forEach(record -> output.add(record.getValue()));
                side.clear();
            }
        }
    }

    private KeyedOneInputStreamOperatorTestHarness<String, I, O> open(OperatorSubtaskState snapshot) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(operator.get(), key, Types.STRING, MAX_PARALLELISM, 1, 0);
        harness.setup();
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }
}
