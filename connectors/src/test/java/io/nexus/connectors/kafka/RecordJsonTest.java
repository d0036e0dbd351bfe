package io.nexus.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.TradingStateChange;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "{}", "{\"kind\":\"TRADING_STATE\"}", "{\"kind\":\"TRADING_STATE\",\"tradingState\":{}}"
            })
    void refusesAMessageWithoutItsParts(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> RecordJson.read(bytes, ControlMessage.class)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> RecordJson.read(bytes, OrderEvent.class)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesBrokenJsonAndSaysWhere() {
        byte[] broken = "{\"code\":".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> RecordJson.read(broken, SkipRecord.class))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line");
    }
}
