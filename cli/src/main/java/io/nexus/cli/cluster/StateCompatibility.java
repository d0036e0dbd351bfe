package io.nexus.cli.cluster;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.jspecify.annotations.Nullable;

/** Whether a new job can take over what a checkpoint or savepoint holds: found out before the old job is stopped. */
final class StateCompatibility {
    private final ClassLoader classes;
    private final Set<String> problems = new TreeSet<>();

    private StateCompatibility(ClassLoader classes) {
        this.classes = classes;
    }

    /** What keeps a graph from being restored, a sentence each; empty if nothing does.
     *
     * @param classes of the new job's jar
     * @throws IOException if state can't be read */
    static List<String> problems(StateSnapshot snapshot, JobGraph graph, ClassLoader classes) throws IOException {
        StateCompatibility check = new StateCompatibility(classes);
        Set<OperatorID> known = operators(graph);
        for (OperatorState operator : StateSnapshot.read(snapshot.path()).getOperatorStates()) {
            if (!operator.hasSubtaskStates()) {
                continue;
            }
            String name =
                    operator.getOperatorUid().or(operator::getOperatorName).orElse(operator.getOperatorID() + "");
            if (!known.contains(operator.getOperatorID())) {
                check.problems.add("operator " + name + " has state, and the new job has no such operator");
                continue;
            }
            for (OperatorSubtaskState subtask : operator.getStates()) {
                check.subtask(name, subtask);
            }
        }
        return new ArrayList<>(check.problems);
    }

    private static Set<OperatorID> operators(JobGraph graph) {
        Set<OperatorID> operators = new HashSet<>();
        for (JobVertex vertex : graph.getVertices()) {
            for (OperatorIDPair id : vertex.getOperatorIDs()) {
                operators.add(id.getUserDefinedOperatorID().orElse(id.getGeneratedOperatorID()));
                operators.add(id.getGeneratedOperatorID());
            }
        }
        return operators;
    }

    private void subtask(String operator, OperatorSubtaskState subtask) throws IOException {
        for (KeyedStateHandle keyed : subtask.getManagedKeyedState()) {
            StreamStateHandle metadata = metadata(keyed);
            if (metadata == null) {
                problems.add("operator " + operator + " has keyed state of a kind that can't be looked into: "
                        + keyed.getClass().getSimpleName());
                continue;
            }
            var proxy = new KeyedBackendSerializationProxy<>(classes);
            if (read(operator, metadata, proxy::read)) {
                proxy.getStateMetaInfoSnapshots().forEach(state -> state(operator, state));
            }
        }
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
            var proxy = new OperatorBackendSerializationProxy(classes);
            if (handle.getDelegateStateHandle() != null && read(operator, handle, proxy::read)) {
                proxy.getOperatorStateMetaInfoSnapshots().forEach(state -> state(operator, state));
                proxy.getBroadcastStateMetaInfoSnapshots().forEach(state -> state(operator, state));
            }
        }
    }

    /** What of a keyed state holds the serializers; null if that is not known. */
    private static @Nullable StreamStateHandle metadata(KeyedStateHandle keyed) {
        if (keyed instanceof KeyGroupsStateHandle groups) {
            return groups;
        }
        return keyed instanceof IncrementalRemoteKeyedStateHandle incremental
                ? incremental.getMetaDataStateHandle()
                : null;
    }

    private interface Reader {
        void read(DataInputViewStreamWrapper in) throws IOException;
    }

    /** Reads serializers; one whose class is gone is a problem, not an error. */
    private boolean read(String operator, StreamStateHandle handle, Reader reader) throws IOException {
        try (InputStream in = handle.openInputStream()) {
            reader.read(new DataInputViewStreamWrapper(new DataInputStream(in)));
            return true;
        } catch (RuntimeException | LinkageError e) {
            problems.add("operator " + operator + ": its serializers can't be read: " + e.getMessage());
        } catch (IOException e) {
            if (!(e.getCause() instanceof ClassNotFoundException)) {
                throw e;
            }
            problems.add("operator " + operator + ": the new job has no class "
                    + e.getCause().getMessage());
        }
        return false;
    }

    private void state(String operator, StateMetaInfoSnapshot state) {
        for (Map.Entry<String, TypeSerializerSnapshot<?>> entry :
                state.getSerializerSnapshotsImmutable().entrySet()) {
            try {
                check(operator + "." + state.getName(), entry.getValue());
            } catch (IOException
                    | RuntimeException
                    | LinkageError e) { // a class that changed beyond reading is just what is looked for
                problems.add("state " + operator + "." + state.getName() + ": " + e.getMessage());
            }
        }
    }

    private <T> void check(String state, TypeSerializerSnapshot<T> old) throws IOException {
        TypeSerializerSnapshot<T> current = current(old.restoreSerializer()).snapshotConfiguration();
        TypeSerializerSchemaCompatibility<T> compatibility = current.resolveSchemaCompatibility(old);
        if (compatibility.isIncompatible()) {
            problems.add("state " + state + ": its type changed in a way that Flink can't evolve ("
                    + old.getClass().getSimpleName() + ")");
        }
    }

    /** The serializer that the new job uses for what an old one wrote. */
    @SuppressWarnings("unchecked") // each branch gives a serializer of the type it was asked for
    private <T> TypeSerializer<T> current(TypeSerializer<T> old) throws IOException {
        if (old instanceof PojoSerializer<T> pojo) {
            DataOutputSerializer written = new DataOutputSerializer(256);
            pojo.snapshotConfiguration().writeSnapshot(written);
            // the name of the class comes first
            String name = new DataInputDeserializer(written.getCopyOfBuffer()).readUTF();
            Class<T> type = (Class<T>) load(name);
            return TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
        }
        if (old instanceof MapSerializer<?, ?> map) {
            return (TypeSerializer<T>)
                    new MapSerializer<>(current(map.getKeySerializer()), current(map.getValueSerializer()));
        }
        if (old instanceof ListSerializer<?> list) {
            return (TypeSerializer<T>) new ListSerializer<>(current(list.getElementSerializer()));
        }
        return old;
    }

    private Class<?> load(String name) throws IOException {
        try {
            return Class.forName(name, false, classes);
        } catch (ClassNotFoundException e) {
            throw new IOException("the new job has no class " + name, e);
        }
    }
}
