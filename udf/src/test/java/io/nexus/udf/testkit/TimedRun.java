package io.nexus.udf.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Runs a keyed function over inputs, each followed by a watermark at its time, and collects main and side outputs; if
 * asked to, the operator is restored from a snapshot before every element, which finds state kept in plain fields. */
public final class TimedRun<K, I, O> {
    private static final int MAX_PARALLELISM = 128;

    private final Supplier<KeyedProcessFunction<K, I, O>> function;
    private final KeySelector<I, K> key;
    private final TypeInformation<K> keyType;
    private final ToLongFunction<I> timestampMs;
    private final List<OutputTag<?>> sides = new ArrayList<>();
    private KeyedOneInputStreamOperatorTestHarness<K, I, O> harness;
    private int timersLeft;
    private int entriesLeft;

    public TimedRun(
            Supplier<KeyedProcessFunction<K, I, O>> function,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            ToLongFunction<I> timestampMs) {
        this.function = function;
        this.key = key;
        this.keyType = keyType;
        this.timestampMs = timestampMs;
    }

    public TimedRun<K, I, O> withSide(OutputTag<?> tag) {
        sides.add(tag);
        return this;
    }

    /** All outputs, element by element: main first, then the side outputs in the order they were named. */
    public List<Object> run(List<I> inputs, boolean isRestoredEachTime) throws Exception {
        List<Object> outputs = new ArrayList<>();
        harness = open(null);
        for (I input : inputs) {
            outputs.addAll(next(input));
            if (isRestoredEachTime) {
                OperatorSubtaskState snapshot = harness.snapshot(0, 0);
                harness.close();
                harness = open(snapshot);
                // no state of Flink's: the sources report it again
                harness.processWatermark(new Watermark(timestampMs.applyAsLong(input)));
            }
        }
        return outputs;
    }

    /** Goes on after {@link #run}: one more input. */
    public List<Object> next(I input) throws Exception {
        List<Object> outputs = new ArrayList<>();
        long atMs = timestampMs.applyAsLong(input);
        harness.processElement(new StreamRecord<>(input, atMs));
        harness.processWatermark(new Watermark(atMs));
        drain(outputs);
        return outputs;
    }

    /** Goes on after {@link #run}: lets processing time pass in steps and returns what that gave. */
    public List<Object> pass(long fromWallMs, long toWallMs, long stepMs) throws Exception {
        List<Object> outputs = new ArrayList<>();
        for (long wallMs = fromWallMs; wallMs <= toWallMs; wallMs += stepMs) {
            harness.setProcessingTime(wallMs);
            drain(outputs);
        }
        return outputs;
    }

    /** Goes on after {@link #run}: advances the watermark, closes and returns what that gave. */
    public List<Object> finish(long watermarkMs) throws Exception {
        List<Object> outputs = new ArrayList<>();
        harness.processWatermark(new Watermark(watermarkMs));
        drain(outputs);
        timersLeft = harness.numEventTimeTimers() + harness.numProcessingTimeTimers();
        entriesLeft = harness.numKeyedStateEntries();
        harness.close();
        return outputs;
    }

    public int timersLeft() {
        return timersLeft;
    }

    public int entriesLeft() {
        return entriesLeft;
    }

    private void drain(List<Object> outputs) {
        outputs.addAll(harness.extractOutputValues());
        harness.getOutput().clear();
        for (OutputTag<?> tag : sides) {
            var records = harness.getSideOutput(tag);
            if (records != null) {
                records.forEach(element -> outputs.add(element.getValue()));
                records.clear();
            }
        }
    }

    private KeyedOneInputStreamOperatorTestHarness<K, I, O> open(OperatorSubtaskState snapshot) throws Exception {
        var opened = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function.get()), key, keyType, MAX_PARALLELISM, 1, 0);
        opened.setup();
        if (snapshot != null) {
            opened.initializeState(snapshot);
        }
        opened.open();
        return opened;
    }
}
