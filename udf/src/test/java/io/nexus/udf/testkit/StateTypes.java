package io.nexus.udf.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.Serializable;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.util.InstantiationUtil;

/** Checks types that are state or pass an edge. */
public final class StateTypes {
    private StateTypes() {}

    /** Fails if a function can't be shipped to a task. */
    public static void assertShippable(Serializable... functions) {
        for (Serializable function : functions) {
            assertThatCode(() -> InstantiationUtil.clone(function))
                    .as(function.getClass().getName())
                    .doesNotThrowAnyException();
        }
    }

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
