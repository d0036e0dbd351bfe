package io.nexus.udf.state;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.jspecify.annotations.Nullable;

/** A function with one large value per key that every record changes. Run it in a {@link HotStateOperator}: on a state backend of
 * objects the backend keeps the value itself; on a state backend of bytes the value is kept here, read at a key's first record
 * and written when a checkpoint is taken. Either way the same state is in the checkpoint.
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
    final void writeBehind() {
        liveByKey = new HashMap<>();
    }

    /** Writes what changed since this was last called.
     *
     * @param keys makes a key the current one */
    final void writeBack(Consumer<String> keys) throws Exception {
        Map<String, Live<S>> live = liveByKey;
        if (live == null) {
            return;
        }
        for (Map.Entry<String, Live<S>> entry : live.entrySet()) {
            if (entry.getValue().isChanged) {
                keys.accept(entry.getKey());
                stored.update(entry.getValue().value);
                entry.getValue().isChanged = false;
            }
        }
    }
}
