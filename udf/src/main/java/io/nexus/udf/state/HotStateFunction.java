package io.nexus.udf.state;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.jspecify.annotations.Nullable;

/** A function with one large value per key that every record changes. A backend of objects keeps the value itself. With a backend of
 * bytes, the operator {@link WriteBehind} has it kept here instead, read at a key's first record and written when a checkpoint is
 * taken. Either way the same state is in the checkpoint.
 *
 * @param <S> the value: a mutable state class */
public abstract class HotStateFunction<I, O, S> extends KeyedProcessFunction<String, I, O> {
    private static final long serialVersionUID = 1;

    private final String name;
    private final Class<S> type;

    private transient ValueState<S> stored;
    private transient @Nullable Map<String, Live<S>> liveByKey;

    /** One key's value in memory. */
    private static final class Live<S> {
        private final S value;
        private boolean isChanged;

        Live(S value) {
            this.value = value;
        }
    }

    /** A key to be made the current one. */
    @FunctionalInterface
    private interface KeySetter {
        void set(String key);
    }

    /** Runs such a function on a backend that turns every read and write into bytes, which takes longer than all else where a value has
     * hundreds of kilobytes: the backend is written by the task's own thread before a checkpoint is taken. Not for a backend of
     * objects, whose snapshot would see the values change. */
    public static class WriteBehind<I, O> extends KeyedProcessOperator<String, I, O> {
        private static final long serialVersionUID = 1;

        private final HotStateFunction<I, O, ?> function;

        public WriteBehind(HotStateFunction<I, O, ?> function) {
            super(function);
            this.function = function;
        }

        @Override
        public void open() throws Exception {
            function.writeBehind();
            super.open();
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            function.writeBack(this::setCurrentKey);
            super.snapshotState(context);
        }
    }

    /** @param name of the state, stable for ever */
    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    protected HotStateFunction(String name, Class<S> type) {
        this.name = name;
        this.type = type;
    }

    /** The value of a key that has none yet. */
    protected abstract S first();

    @Override
    public void open(OpenContext context) throws Exception {
        stored = getRuntimeContext().getState(new ValueStateDescriptor<>(name, TypeInformation.of(type)));
    }

    /** The current key's value, for the caller to change. {@link #keep} must follow. */
    protected final S state(String key) throws Exception {
        Map<String, Live<S>> live = liveByKey;
        if (live == null) {
            return valueOrFirst();
        }
        Live<S> known = live.get(key);
        if (known == null) {
            known = new Live<>(valueOrFirst());
            live.put(key, known);
        }
        known.isChanged = true;
        return known.value;
    }

    private S valueOrFirst() throws Exception {
        S value = stored.value();
        return value == null ? first() : value;
    }

    /** Keeps the current key's value. */
    protected final void keep(S value) throws Exception {
        if (liveByKey == null) {
            stored.update(value);
        }
    }

    /** Has values kept here from now on. */
    private void writeBehind() {
        liveByKey = new HashMap<>();
    }

    /** Writes what changed since this was last called. */
    private void writeBack(KeySetter keys) throws Exception {
        Map<String, Live<S>> live = liveByKey;
        if (live == null) {
            return;
        }
        for (Map.Entry<String, Live<S>> entry : live.entrySet()) {
            if (entry.getValue().isChanged) {
                keys.set(entry.getKey());
                stored.update(entry.getValue().value);
                entry.getValue().isChanged = false;
            }
        }
    }
}
