package io.nexus.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.TradingStateChange;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RecordJsonTest {
    @Test
    void readsBackWhatItWroteNestedAndWithNulls() throws IOException {
        ControlMessage message = ControlMessage.of(new TradingStateChange("a", TradingState.HALTED, "by hand"), 1_000)
                .withVersion(7);

        assertThat(RecordJson.read(RecordJson.write(message), ControlMessage.class))
                .isEqualTo(message);
    }

    @Test
    void writesMoneyInPlainDecimalsAndKeepsItsScale() throws IOException {
        FundingPayment payment = new FundingPayment(1, "SIM|USDM|BTCUSDT", new BigDecimal("-0.00000010"), 5);

        assertThat(RecordJson.text(payment)).contains("-0.00000010");
        assertThat(RecordJson.read(RecordJson.write(payment), FundingPayment.class))
                .isEqualTo(payment);
    }

    @Test
    void keepsMissingNumbersMissing() throws IOException {
        SkipRecord skip = new SkipRecord(SkipCode.L1_ABORT, "i", 1, 2, "", Double.NaN, 0.5, "");

        assertThat(RecordJson.read(RecordJson.write(skip), SkipRecord.class)).isEqualTo(skip);
    }

    @Test
    void refusesBrokenJsonAndSaysWhere() {
        byte[] broken = "{\"code\":".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> RecordJson.read(broken, SkipRecord.class))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line");
    }
}
