package io.nexus.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.skip.RejectReason;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecimalStepTest {
    private static DecimalStep price(String tick) {
        return DecimalStep.ofPrice(WireFixtures.instrument(Market.USDM, "X", tick, "1"));
    }

    private static long parse(DecimalStep step, String text) throws RefusedException {
        return step.parse(text.toCharArray(), 0, text.length());
    }

    @Property(tries = 500)
    void writesWhatBigDecimalWritesAndReadsItBack(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long multiple,
            @ForAll @IntRange(min = 0, max = 4) int which)
            throws RefusedException {
        String tick = new String[] {"0.01", "0.00001", "1", "0.25", "10"}[which];
        DecimalStep step = price(tick);

        String text = step.format(multiple);

        assertThat(new BigDecimal(text))
                .isEqualByComparingTo(new BigDecimal(tick).multiply(BigDecimal.valueOf(multiple)));
        assertThat(parse(step, text)).isEqualTo(multiple);
        assertThat(parse(step, text.contains(".") ? text + "000" : text + ".000"))
                .isEqualTo(multiple);
    }

    @ParameterizedTest
    @CsvSource({"0.015", "0.001", "99999999999999999999", "-0.005"})
    void refusesPricesOffTheTickAndTooLargeOnes(String text) {
        assertThatThrownBy(() -> parse(price("0.01"), text)).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.reason()).isEqualTo(RejectReason.BAD_PRICE);
            assertThat(e.detail()).contains(text).contains("0.01");
        });
    }

    @ParameterizedTest
    @CsvSource({"''", "-", ".", "abc", "1e5", "1.2.3", "NaN"})
    void refusesWhatIsNoPlainDecimalNumber(String text) {
        assertThatThrownBy(() -> parse(price("0.01"), text))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(RejectReason.BROKEN_JSON));
    }

    @ParameterizedTest
    @CsvSource({"25.42618900, 2542618", "0.000001, 1", "0.00000000, 0", "0.00001, 1", "7, 700000"})
    void roundsDownButNeverToNothingWhereAsked(String text, long lots) throws RefusedException {
        assertThat(price("0.00001").parseDown(text.toCharArray(), 0, text.length()))
                .isEqualTo(lots);
    }

    @Test
    void refusesQuantitiesOffTheLotAsSuch() {
        Instrument instrument = WireFixtures.instrument(Market.USDM, "X", "1", "0.001");

        assertThatThrownBy(() -> parse(DecimalStep.ofQuantity(instrument), "0.0005"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(RejectReason.BAD_QUANTITY));
    }
}
