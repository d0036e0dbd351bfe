package io.nexus.udf.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.order.ExchangeStep;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.StepKind;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.metrics.groups.OperatorMetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.ProxyMetricGroup;
import org.apache.flink.streaming.api.functions.async.CollectionSupplier;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Layer 7's lane measures. */
final class ExchangeLatencyTest {
    private static final long NOW_MS = 1_748_900_000_000L;
    private static final long NOW_NS = NOW_MS * 1_000_000;

    private final AtomicLong monotonicNs = new AtomicLong(5);
    private final MetricListener metrics = new MetricListener();
    private final ExchangeFunction function = new ExchangeFunction(
            ExecutionConfig.defaults(), () -> new ForgetfulVenue(() -> NOW_MS), () -> NOW_MS, monotonicNs::get);

    @BeforeEach
    void open() {
        function.setRuntimeContext((RuntimeContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RuntimeContext.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getMetricGroup");
                    return new ListenedGroup(metrics.getMetricGroup());
                }));
        function.open(new OpenContext() {});
    }

    @Test
    void measuresFromIntakeByTheWallClockWhereverTheTimeWasTaken() {
        function.asyncInvoke(place(NOW_MS - 20, NOW_NS - 2_000_000), new NoResult());

        assertThat(latency("intakeToSubmittedNs").getStatistics().getMax()).isBetween(2_000_000L, 2_020_000L);
        assertThat(latency("tickToSubmitMs").getStatistics().getMax()).isEqualTo(20);
        assertThat(clockSkew()).isZero();
    }

    @Test
    void aTimeOfAClockThatIsAheadCountsAsZeroAndAsSkew() {
        function.asyncInvoke(place(NOW_MS + 3, NOW_NS + 3_000_000), new NoResult());

        assertThat(latency("intakeToSubmittedNs").getStatistics().getMax()).isZero();
        assertThat(latency("tickToSubmitMs").getStatistics().getMax()).isZero();
        assertThat(clockSkew()).isEqualTo(2);
    }

    @Test
    void measuresFirstSendingsOnly() {
        function.asyncInvoke(place(NOW_MS - 20, 0), new NoResult());

        assertThat(latency("intakeToSubmittedNs").getCount()).isZero();
        assertThat(latency("stepLatencyNs.PLACE").getCount()).isEqualTo(1);
    }

    private static ExchangeStep place(long triggeredWallMs, long intakeAtWallNs) {
        return new ExchangeStep(
                StepKind.PLACE,
                TrackerWorld.ACCOUNT,
                TrackerWorld.entry("a", 26, triggeredWallMs),
                false,
                0,
                1,
                5,
                intakeAtWallNs);
    }

    private Histogram latency(String name) {
        return metrics.getHistogram("layer", "L7", name).orElseThrow();
    }

    private long clockSkew() {
        return metrics.getCounter("layer", "L7", "clockSkew").orElseThrow().getCount();
    }

    /** Nobody waits for what the steps bring. */
    private static final class NoResult implements ResultFuture<OrderEvent> {
        @Override
        public void complete(Collection<OrderEvent> result) {
            assertThat(result).hasSize(1);
        }

        @Override
        public void complete(CollectionSupplier<OrderEvent> supplier) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void completeExceptionally(Throwable error) {
            throw new AssertionError(error);
        }
    }

    /** An operator's metrics, to be read by the test. */
    private static final class ListenedGroup extends ProxyMetricGroup<MetricGroup> implements OperatorMetricGroup {
        ListenedGroup(MetricGroup listened) {
            super(listened);
        }

        @Override
        public OperatorIOMetricGroup getIOMetricGroup() {
            throw new UnsupportedOperationException();
        }
    }
}
