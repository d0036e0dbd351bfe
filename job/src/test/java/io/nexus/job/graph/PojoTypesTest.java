package io.nexus.job.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.nexus.domain.feature.FeatureDefinition;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.QuoteRates;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.BasicArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.EnumTypeInfo;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.api.java.typeutils.MapTypeInfo;
import org.apache.flink.api.java.typeutils.ObjectArrayTypeInfo;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Flink takes every record on an edge and every state as a POJO, so that state evolves and nothing falls to Kryo. */
final class PojoTypesTest {
    /** Never in state. */
    private static final Set<Class<?>> REFERENCE_DATA = Set.of(FeatureDefinition.class, QuoteRates.class);

    @TestFactory
    Stream<DynamicTest> everyRecordOfDomainAndEdgesIsAPojoAndSurvivesSerialization() {
        return records().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> assertPojo(entry.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> everyStateIsAPojoAndSurvivesSerialization() throws Exception {
        return StateDescriptors.of(Graphs.inMemory()).entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> assertPojo(entry.getValue())));
    }

    /** A savepoint of an older release has no value for a field that is new: null or zero. */
    @TestFactory
    Stream<DynamicTest> everyRecordTakesAnyOneFieldMissing() {
        return records().entrySet().stream()
                .filter(entry -> !REFERENCE_DATA.contains(entry.getValue().getTypeClass()))
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> assertTakesMissing(entry.getValue())));
    }

    private static void assertTakesMissing(TypeInformation<?> type) throws Exception {
        TypeSerializer<Object> serializer = serializer(type);
        Object whole = new Samples().of(type);
        RecordComponent[] components = type.getTypeClass().getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        for (int missing = 0; missing < components.length; missing++) {
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                components[i].getAccessor().setAccessible(true);
                values[i] = i == missing
                        ? Array.get(Array.newInstance(types[i], 1), 0)
                        : components[i].getAccessor().invoke(whole);
            }
            var constructor = type.getTypeClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            assertSurvives(serializer, constructor.newInstance(values));
        }
    }

    @Test
    void knowsTheStatesOfEveryStatefulOperator() throws Exception {
        assertThat(StateDescriptors.of(Graphs.inMemory()).keySet())
                .containsExactlyInAnyOrder(
                        "feed-clock feed-clock",
                        "intake broadcast control",
                        "risk broadcast control",
                        "control-gate control-gate",
                        "intake intake",
                        "quality market-quality",
                        "strategies strategies",
                        "labels episodes",
                        "meta l3-digest",
                        "positions positions",
                        "risk risk-book",
                        "risk hourly-closes",
                        "tracker tracked-orders",
                        "tracker account-track",
                        "strategy-feedback strategy-history",
                        "cross-section cross-section",
                        "funnel funnel");
    }

    @TestFactory
    Stream<DynamicTest> everyEdgeOfTheGraphCarriesPojos() {
        return edges(Graphs.onKafka()).entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> assertPojo(entry.getValue())));
    }

    @Test
    void tellsAGenericType() {
        record Holder(Object anything) {}

        assertThatThrownBy(() -> assertPojo(TypeInformation.of(Holder.class))).isInstanceOf(AssertionError.class);
    }

    private static Map<String, TypeInformation<?>> records() {
        Map<String, TypeInformation<?>> typeByName = new LinkedHashMap<>();
        new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages("io.nexus.domain", "io.nexus.udf.edge")
                        .stream()
                        .filter(JavaClass::isRecord)
                        .filter(found -> !found.isEquivalentTo(Instrument.class)) // reference data, refuses nulls
                        .forEach(found -> typeByName.put(found.getName(), TypeInformation.of(found.reflect())));
        assertThat(typeByName).hasSizeGreaterThan(50);
        return typeByName;
    }

    private static Map<String, TypeInformation<?>> edges(StreamGraph graph) {
        Map<String, TypeInformation<?>> typeByName = new LinkedHashMap<>(Graphs.outputs());
        for (StreamNode node : graph.getStreamNodes()) {
            for (StreamEdge edge : node.getOutEdges()) {
                if (edge.getOutputTag() != null) {
                    typeByName.put(
                            edge.getOutputTag().getId(), edge.getOutputTag().getTypeInfo());
                }
            }
        }
        assertThat(typeByName).hasSizeGreaterThan(40);
        return typeByName;
    }

    private static void assertPojo(TypeInformation<?> type) throws IOException {
        List<String> foreign = new ArrayList<>();
        walk(type.toString(), type, foreign);
        assertThat(foreign).as("parts of %s that would fall to Kryo", type).isEmpty();
        TypeSerializer<Object> serializer = serializer(type);
        assertSurvives(serializer, new Samples().of(type));
        if (type instanceof PojoTypeInfo<?>) {
            assertSurvives(serializer, serializer.createInstance());
        }
    }

    @SuppressWarnings("unchecked") // values of the serializer's own type
    private static TypeSerializer<Object> serializer(TypeInformation<?> type) {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        return (TypeSerializer<Object>) type.createSerializer(config);
    }

    private static void assertSurvives(TypeSerializer<Object> serializer, Object value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        serializer.serialize(value, out);
        Object copy = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(copy).usingRecursiveComparison().isEqualTo(value);
        assertThat(serializer.copy(value)).usingRecursiveComparison().isEqualTo(value);
    }

    private static void walk(String path, TypeInformation<?> type, List<String> foreign) {
        if (type instanceof PojoTypeInfo<?> pojo) {
            for (int i = 0; i < pojo.getArity(); i++) {
                walk(path + "." + pojo.getPojoFieldAt(i).getField().getName(), pojo.getTypeAt(i), foreign);
            }
        } else if (type instanceof ListTypeInfo<?> list) {
            walk(path + "[]", list.getElementTypeInfo(), foreign);
        } else if (type instanceof MapTypeInfo<?, ?> map) {
            walk(path + "{key}", map.getKeyTypeInfo(), foreign);
            walk(path + "{value}", map.getValueTypeInfo(), foreign);
        } else if (type instanceof ObjectArrayTypeInfo<?, ?> array) {
            walk(path + "[]", array.getComponentInfo(), foreign);
        } else if (!isPlain(type)) {
            foreign.add(path + ": " + type);
        }
    }

    private static boolean isPlain(TypeInformation<?> type) {
        return type instanceof BasicTypeInfo<?>
                || type instanceof EnumTypeInfo<?>
                || type instanceof PrimitiveArrayTypeInfo<?>
                || type instanceof BasicArrayTypeInfo<?, ?>;
    }
}
