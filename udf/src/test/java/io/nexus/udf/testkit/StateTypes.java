package io.nexus.udf.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;

/** Checks types that are state or pass an edge. */
public final class StateTypes {
    private StateTypes() {}

    /** Fails if Flink would fall back to Kryo for a type or anything in it. */
    public static void assertSerializedByFlink(Class<?>... types) {
        Configuration strict = new Configuration().set(PipelineOptions.GENERIC_TYPES, false);
        for (Class<?> type : types) {
            assertThatCode(() -> TypeInformation.of(type).createSerializer(new SerializerConfigImpl(strict)))
                    .as(type.getName())
                    .doesNotThrowAnyException();
        }
    }
}
