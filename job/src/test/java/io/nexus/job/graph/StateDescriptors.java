package io.nexus.job.graph;

import io.nexus.udf.control.ControlGateFunction;
import io.nexus.udf.intake.IntakeFunction;
import io.nexus.udf.risk.RiskFunction;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFunction;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.AbstractUdfStreamOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.jspecify.annotations.Nullable;

/** Which states the functions of a graph register when they are opened. */
final class StateDescriptors {
    private final Map<String, TypeInformation<?>> typeByState = new LinkedHashMap<>();

    /** Type of every state, by operator uid and state name. */
    static Map<String, TypeInformation<?>> of(StreamGraph graph) throws Exception {
        StateDescriptors states = new StateDescriptors();
        states.add("intake broadcast", IntakeFunction.CONTROL);
        states.add("risk broadcast", RiskFunction.CONTROL_STATE);
        states.add("control-gate", ControlGateFunction.STATE);
        for (StreamNode node : graph.getStreamNodes()) {
            if (function(node) instanceof RichFunction function
                    && !(function instanceof RichAsyncFunction)
                    && !(function instanceof CheckpointedFunction)) {
                function.setRuntimeContext(states.context(node.getTransformationUID()));
                function.open(new OpenContext() {});
            }
        }
        return states.typeByState;
    }

    private static @Nullable Function function(StreamNode node) {
        boolean isUdf = node.getOperatorFactory() instanceof SimpleOperatorFactory<?> factory
                && factory.getOperator() instanceof AbstractUdfStreamOperator<?, ?>;
        return isUdf
                ? ((AbstractUdfStreamOperator<?, ?>)
                                ((SimpleOperatorFactory<?>) node.getOperatorFactory()).getOperator())
                        .getUserFunction()
                : null;
    }

    private RuntimeContext context(String uid) {
        return (RuntimeContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RuntimeContext.class}, (proxy, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof StateDescriptor<?, ?> descriptor) {
                        add(uid, descriptor);
                        return null;
                    }
                    return switch (method.getName()) {
                        case "getMetricGroup" -> UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup();
                        default -> throw new UnsupportedOperationException(uid + " calls " + method);
                    };
                });
    }

    private void add(String owner, StateDescriptor<?, ?> descriptor) throws ReflectiveOperationException {
        Field type = StateDescriptor.class.getDeclaredField("typeInfo");
        type.setAccessible(true);
        typeByState.put(owner + " " + descriptor.getName(), (TypeInformation<?>) type.get(descriptor));
    }
}
