package io.nexus.udf.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.market.Bar;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.models.input.InputDictionary;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.Features;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.MarketUpdate;
import io.nexus.udf.testkit.RandomMarket;
import io.nexus.udf.testkit.Tape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarketInputsTest {
    private static final long START_MS = 1_723_075_200_000L;
    private static final long HOUR_MS = 3_600_000;
    private static final int EVENTS = 60_000;

    private final InstrumentScale scale = InstrumentScale.of(Tape.instrument());
    private final MarketUpdate update = new MarketUpdate(scale);
    private final Features features = new Features(scale);
    private final MarketContext market = new MarketContext();
    private final MarketView view = new MarketView();

    private void take(Stamped stamped) {
        MarketEvent event = stamped.market();
        update.apply(market, event, stamped.feedTimeMs(), (closeMs, closeTicks) -> {});
    }

    private double value(String id) {
        view.show(market, features.values());
        return new RoleInputs<>(List.of(id), MarketInputs.SITE).of(view)[0];
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void staysInRangeThroughGapsJumpsAndEmptyBooks(long seed) {
        RandomMarket random = new RandomMarket(Tape.instrument(), seed, START_MS, 2e-4);
        random.history(1500, RandomMarket.START_TICKS).forEach(this::take);
        double[] row = new double[MarketInputs.ALL.width()];
        int evaluated = 0;
        for (int i = 0; i < EVENTS; i++) {
            take(random.next());
            if (i % 20 != 0 || !market.hasTouch || !market.book.hasTouch() || !features.compute(market)) {
                continue;
            }
            view.show(market, features.values());
            MarketInputs.ALL.fill(view, row);
            evaluated++;
            for (int at = 0; at < row.length; at++) {
                double rounding = 1e-9 * Math.max(1, Math.abs(row[at]));
                var input = InputDictionary.MARKET.get(at);
                boolean admits = row[at] >= input.min() - rounding && row[at] <= input.max() + rounding;
                assertThat(admits && Double.isFinite(row[at]))
                        .as("%s = %s", input.id(), row[at])
                        .isTrue();
            }
        }

        assertThat(evaluated).isGreaterThan(1_000);
    }

    @Test
    void aMarketWithoutHistoryTakesTheMissingValues() {
        double[] row = MarketInputs.ALL.of(shown());

        for (String id :
                List.of("ln_rv_1h", "rv_1d", "h1_rsi14", "h1_ret_24h", "oi_change", "return_pct", "er60_lag_5m")) {
            int at = InputDictionary.marketIds().indexOf(id);
            assertThat(row[at]).as(id).isEqualTo(InputDictionary.get(id).missing());
        }
    }

    private MarketView shown() {
        view.show(market, features.values());
        return view;
    }

    @Test
    void hoursThatRiseByOnePercentEach() {
        double[] closes = rise(300);

        // every change is a gain; EMA gaps and returns as a loop over the same closes has them
        assertThat(value("h1_rsi14")).isCloseTo(100, within(1e-9));
        assertThat(value("rv_1d")).isCloseTo(hourlyDeviation(closes, 24) * Math.sqrt(8766), within(1e-9));
        assertThat(value("ln_rv_1d")).isCloseTo(Math.log(Math.pow(hourlyDeviation(closes, 24), 2) / 4), within(1e-9));
        assertThat(value("h1_ema9_21")).isCloseTo((ema(closes, 9) - ema(closes, 21)) / atr(), within(1e-6));
        assertThat(value("h1_ema50_200")).isCloseTo((ema(closes, 50) - ema(closes, 200)) / atr(), within(1e-6));
        assertThat(value("h1_ret_4h") / value("h1_ret_1h")).isCloseTo(2, within(1e-3));
        assertThat(value("h1_adx14")).isCloseTo(100, within(1e-9));
        assertThat(value("h1_volume_z")).isZero();
    }

    /** Bars that open at the close before and end on their high. */
    private double[] rise(int hours) {
        double[] closes = new double[hours];
        long close = 10_000_000;
        for (int i = 0; i < hours; i++) {
            long open = close;
            close = Math.round(close * 1.01);
            closes[i] = close;
            Bar bar = new Bar(HOUR_MS, START_MS + i * HOUR_MS, open, close, open, close, 7, Bar.NO_TAKER_VOLUME, 1);
            long closedMs = START_MS + (i + 1) * HOUR_MS;
            MarketEvent event =
                    MarketEvent.received(MarketEventKind.BAR, Tape.KEY, closedMs, MarketEvent.NO_EXCHANGE_TIME, bar);
            update.apply(market, event, closedMs, (closeMs, closeTicks) -> {});
        }
        return closes;
    }

    private double atr() {
        return market.hour.movement.trueRange;
    }

    private static double hourlyDeviation(double[] closes, int hours) {
        double sum = 0;
        for (int i = closes.length - hours; i < closes.length; i++) {
            sum += Math.pow(Math.log(closes[i] / closes[i - 1]), 2);
        }
        return Math.sqrt(sum / hours);
    }

    private static double ema(double[] closes, int length) {
        double value = closes[0];
        for (int i = 1; i < closes.length; i++) {
            value += 2.0 / (length + 1) * (closes[i] - value);
        }
        return value;
    }

    @Test
    void openInterestIsHeldAgainstItsMeanOfAnHour() {
        market.hasOpenInterest = true;
        market.openInterestMeanLots = 200;
        market.openInterestLots = 210;

        assertThat(value("oi_change")).isCloseTo(5, within(1e-9));
    }

    @Test
    void theDayIsOneTurn() {
        market.timeMs = START_MS + 6 * HOUR_MS;

        assertThat(value("hour_sin")).isCloseTo(1, within(1e-12));
        assertThat(value("hour_cos")).isCloseTo(0, within(1e-12));
    }
}
