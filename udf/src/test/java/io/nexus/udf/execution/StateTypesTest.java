package io.nexus.udf.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.nexus.domain.account.JobProgress;
import io.nexus.domain.order.ExchangeStep;
import io.nexus.domain.order.OrderEvent;
import io.nexus.udf.edge.AccountInput;
import io.nexus.udf.edge.TrackerInput;
import io.nexus.udf.risk.HourlyCloses;
import io.nexus.udf.risk.RiskBook;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Layers 6 and 7 keep and pass on is known to Flink field by field. */
class StateTypesTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                RiskBook.class,
                HourlyCloses.class,
                JobProgress.class,
                AccountInput.class,
                TrackerInput.class,
                TrackedOrder.class,
                AccountTrack.class,
                ExchangeStep.class,
                OrderEvent.class
            })
    void isAPojoWithoutGenericFields(Class<?> type) {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        TypeInformation<?> information = TypeInformation.of(type);

        assertThatCode(() -> information.createSerializer(config)).doesNotThrowAnyException();
        assertThat(information).isInstanceOf(PojoTypeInfo.class);
    }
}
