package io.nexus.udf.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueAtRiskTest {
    private final ValueAtRisk valueAtRisk = new ValueAtRisk(ValueAtRiskConfig.defaults());

    private static Valuation.Exposure exposure(String instrument, String notional, double volatility) {
        return new Valuation.Exposure(instrument, new BigDecimal(notional), volatility);
    }

    private static double[] noise(long seed, int n, double deviation) {
        Random random = new Random(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = deviation * random.nextGaussian();
        }
        return values;
    }

    @Test
    void equalsANaiveFilteredHistoricalSimulation() {
        double[] btc = noise(1, 720, 0.006);
        double[] eth = noise(2, 720, 0.009);
        Map<String, HourlyCloses> closes = Map.of(Books.BTC, Books.closes(btc), Books.ETH, Books.closes(eth));
        List<Valuation.Exposure> book = List.of(exposure(Books.BTC, "30000", 0.5), exposure(Books.ETH, "-20000", 0.5));

        double ratio = valueAtRisk.ratio(ReturnPanel.of(book, 100_000, closes::get));

        assertThat(ratio).isCloseTo(naive(btc, eth, 0.3, -0.2), within(1e-12));
        assertThat(ratio).isBetween(0.01, 0.05);
    }

    /** The textbook's steps, one list after the other. */
    private static double naive(double[] first, double[] second, double firstWeight, double secondWeight) {
        List<Double> returns = new ArrayList<>();
        for (int i = 0; i < first.length; i++) {
            returns.add(firstWeight * first[i] + secondWeight * second[i]);
        }
        double variance = returns.stream().mapToDouble(r -> r * r).average().orElseThrow();
        List<Double> standardised = new ArrayList<>();
        for (double r : returns) {
            standardised.add(r / Math.sqrt(variance));
            variance = 0.94 * variance + 0.06 * r * r;
        }
        Collections.sort(standardised);
        // 1 % of 720 hours is 7.2: the eighth worst
        return -standardised.get(7) * Math.sqrt(variance) * Math.sqrt(24);
    }

    @Test
    void enlargesTheWeightedDeviationWhileHistoriesAreShort() {
        double[] returns = new double[499];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = i % 2 == 0 ? 0.01 : -0.01;
        }
        List<Valuation.Exposure> book = List.of(exposure(Books.BTC, "50000", 0.5));

        double ratio = valueAtRisk.ratio(ReturnPanel.of(book, 100_000, i -> Books.closes(returns)));

        // deviation is 0.5 * 0.01 whatever the weights
        assertThat(ratio).isCloseTo(2.3263478740408408 * 1.25 * 0.005 * Math.sqrt(24), within(1e-12));
    }

    @Test
    void addsInstrumentsWithoutHistoryAsIfNothingDiversifiedThem() {
        List<Valuation.Exposure> book = List.of(exposure(Books.BTC, "10000", 0.5), exposure(Books.ETH, "-10000", 1.0));

        double ratio = valueAtRisk.ratio(ReturnPanel.of(book, 100_000, i -> null));

        double hourly = (0.1 * 0.5 + 0.1 * 1.0) / Math.sqrt(8_766);
        assertThat(ratio).isCloseTo(2.3263478740408408 * 1.25 * hourly * Math.sqrt(24), within(1e-12));
    }

    @Test
    void usesVolatilitiesWhereHistoriesShareTooFewHours() {
        HourlyCloses old = new HourlyCloses();
        HourlyCloses young = new HourlyCloses();
        for (int hour = 0; hour < 100; hour++) {
            old.add(3_600_000L * hour, 100 + hour % 2);
            young.add(3_600_000L * (hour + 90), 100 + hour % 2);
        }
        List<Valuation.Exposure> book = List.of(exposure(Books.BTC, "10000", 0.5), exposure(Books.ETH, "10000", 0.5));

        ReturnPanel panel = ReturnPanel.of(book, 100_000, i -> i.equals(Books.BTC) ? old : young);

        assertThat(panel.weights()).isEmpty();
        assertThat(panel.unknownWeights()).containsExactly(0.1, 0.1);
    }

    @Test
    void leavesHoursWithoutAClosesReturnUnknown() {
        HourlyCloses closes = new HourlyCloses();
        closes.add(3_600_000L * 10, 100);
        closes.add(3_600_000L * 11, 110);
        closes.add(3_600_000L * 13, 121);
        closes.add(3_600_000L * 14, 0);

        assertThat(closes.returnAt(11)).isCloseTo(0.1, within(1e-12));
        assertThat(closes.returnAt(12)).isNaN();
        assertThat(closes.returnAt(13)).isNaN();
        assertThat(closes.returnAt(14)).isNaN();
        assertThat(closes.returnAt(15)).isNaN();
    }

    @Test
    void forgetsClosesBeyondThirtyDaysAlsoAfterALongSilence() {
        HourlyCloses closes = new HourlyCloses();
        for (int hour = 0; hour < 1_000; hour++) {
            closes.add(3_600_000L * hour, 100 + hour);
        }
        assertThat(closes.returnAt(279)).isNaN();
        assertThat(closes.returnAt(280)).isCloseTo(1.0 / 379, within(1e-12));

        closes.add(3_600_000L * 3_000, 50);
        closes.add(3_600_000L * 100, 7);

        for (int hour = 2_281; hour <= 3_000; hour++) {
            assertThat(closes.returnAt(hour)).isNaN();
        }
    }

    @Test
    void regressesBetaOnCommonHoursAndTakesOneWithoutThem() {
        double[] x = noise(3, 300, 0.01);
        double[] y = noise(4, 300, 0.004);
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            y[i] += 1.5 * x[i];
            meanX += x[i] / x.length;
            meanY += y[i] / y.length;
        }
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < x.length; i++) {
            covariance += (x[i] - meanX) * (y[i] - meanY);
            variance += (x[i] - meanX) * (x[i] - meanX);
        }

        double beta = Beta.of(Books.closes(y), Books.closes(x), 100);

        assertThat(beta).isCloseTo(covariance / variance, within(1e-10)).isBetween(1.3, 1.7);
        assertThat(Beta.of(Books.closes(y), Books.closes(x), 301)).isEqualTo(1.0);
        assertThat(Beta.of(null, Books.closes(x), 100)).isEqualTo(1.0);
        assertThat(Beta.of(Books.closes(y), Books.closes(new double[300]), 100)).isEqualTo(1.0);
    }
}
