package io.nexus.udf.state;

import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/** Runs a function with hot state on whatever state backend the cluster has. A backend that turns every read and write into bytes
 * would take longer than all else where a value has hundreds of kilobytes: there the values are kept as objects and written by
 * the task's own thread before a checkpoint is taken. A backend of objects keeps them itself: its snapshot would see them change. */
public class HotStateOperator<I, O> extends KeyedProcessOperator<String, I, O> {
    private static final long serialVersionUID = 1;

    private final HotStateFunction<I, O, ?> function;

    public HotStateOperator(HotStateFunction<I, O, ?> function) {
        super(function);
        this.function = function;
    }

    @Override
    public void open() throws Exception {
        if (!(getKeyedStateBackend() instanceof HeapKeyedStateBackend)) {
            function.writeBehind();
        }
        super.open();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        function.writeBack(this::setCurrentKey);
        super.snapshotState(context);
    }
}
