package io.nexus.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeOffsets;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.RegisteredKeyValueStateBackendMetaInfo;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State of one release against the classes of the next one, both compiled here. */
final class StateCompatibilityTest {
    private static final OperatorID RISK = new OperatorID(1, 1);
    private static final OperatorID OTHER = new OperatorID(2, 2);

    @TempDir
    Path directory;

    @Test
    void findsNothingWhereAFieldIsAdded() throws Exception {
        assertThat(problems("public long lots;", RISK, "public long lots; public String note;"))
                .isEmpty();
    }

    @Test
    void namesTheStateWhoseFieldHasAnotherType() throws Exception {
        assertThat(problems("public long lots;", RISK, "public String lots;"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("state risk.book: its type changed in a way that Flink can't evolve");
    }

    @Test
    void namesTheOperatorWhoseStateNobodyTakes() throws Exception {
        assertThat(problems("public long lots;", OTHER, "public long lots;"))
                .containsExactly("operator risk has state, and the new job has no such operator");
    }

    @Test
    void namesTheClassThatIsGone() throws Exception {
        List<String> problems = problems("public long lots;", RISK, null);

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).contains("operator risk").contains("Book");
    }

    @Test
    void looksIntoLists() throws Exception {
        ClassLoader old = classes("old", "public long lots;");
        var snapshot = snapshot(new ListSerializer<>(serializer(old)));

        assertThat(StateCompatibility.problems(snapshot, graph(RISK), classes("new", "public String lots;")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("state risk.book");
    }

    /** @param after fields in the new release; null = it has no such class */
    private List<String> problems(String before, OperatorID operator, String after) throws Exception {
        StateSnapshot snapshot = snapshot(serializer(classes("old", before)));
        ClassLoader next = after == null ? getClass().getClassLoader() : classes("new", after);
        return StateCompatibility.problems(snapshot, graph(operator), next);
    }

    private ClassLoader classes(String release, String fields) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(release));
        Path source = Files.writeString(folder.resolve("Book.java"), "public class Book { " + fields + " }");
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
        assertThat(code).isZero();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }

    private static TypeSerializer<?> serializer(ClassLoader classes) throws ClassNotFoundException {
        return TypeInformation.of(classes.loadClass("Book")).createSerializer(new SerializerConfigImpl());
    }

    private StateSnapshot snapshot(TypeSerializer<?> serializer) throws IOException {
        var state = new RegisteredKeyValueStateBackendMetaInfo<>(
                StateDescriptor.Type.VALUE, "book", VoidNamespaceSerializer.INSTANCE, serializer);
        DataOutputSerializer written = new DataOutputSerializer(1_024);
        new KeyedBackendSerializationProxy<>(StringSerializer.INSTANCE, List.of(state.snapshot()), false)
                .write(written);
        var keyed = new KeyGroupsStateHandle(
                new KeyGroupRangeOffsets(KeyGroupRange.of(0, 127)),
                new ByteStreamStateHandle("book", written.getCopyOfBuffer()));
        OperatorState operator = new OperatorState(null, "risk", RISK, 1, 128);
        operator.putState(
                0, OperatorSubtaskState.builder().setManagedKeyedState(keyed).build());
        Path folder = Files.createDirectories(directory.resolve("savepoint"));
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(folder.resolve("_metadata")))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(7, List.of(operator), List.of()), out);
        }
        return StateSnapshot.at(folder.toString());
    }

    private static JobGraph graph(OperatorID operator) {
        JobVertex vertex = new JobVertex("risk", new JobVertexID(), List.of(OperatorIDPair.generatedIDOnly(operator)));
        return new JobGraph(new JobID(), "NEXUS", vertex);
    }
}
