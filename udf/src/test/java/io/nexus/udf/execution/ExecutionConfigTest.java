package io.nexus.udf.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExecutionConfigTest {

    @Test
    void hasTheDocumentedDefaults() {
        assertThat(ExecutionConfig.defaults().toString())
                .isEqualTo("ExecutionConfig[pollMs=500, orderTimeoutMs=30000, maxPollMs=30000, lostProofs=3, "
                        + "untoldFillsMs=5000, accountPollMs=5000, stepExpiryMs=30000, "
                        + "receiveWindowMs=2000, clockSkewMs=1000, stepTimeoutMs=3000, unansweredMs=60000, "
                        + "maxEntryAgeMs=30000, maxEntriesInFlight=16, maxQueriesInFlight=32, "
                        + "exchangeTimeoutMs=5000, exchangeCapacity=100]");
    }

    @Test
    void namesWhatIsImpossible() {
        assertThatThrownBy(() -> new ExecutionConfig(0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 100, 1))
                .hasMessage("pollMs must be in [1, 60000], was 0");
    }
}
