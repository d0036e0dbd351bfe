package io.nexus.udf.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.TradingState;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class LossLimitsTest {
    private static final long DAY_MS = 86_400_000;

    private final LossLimits limits = new LossLimits(LimitConfig.defaults());
    private final RiskBook book = Books.empty();

    private void observe(String equity, AccountControl control) {
        limits.observe(book, new BigDecimal(equity), control);
    }

    @Test
    void reducesByItselfOnALossAndResumesOnlyWhenTold() {
        observe("100000", Books.control(TradingState.ACTIVE, 5));

        observe("96999", Books.control(TradingState.ACTIVE, 5));
        assertThat(LossLimits.effective(book, Books.control(TradingState.ACTIVE, 5)))
                .isEqualTo(TradingState.REDUCING);

        observe("99999", Books.control(TradingState.ACTIVE, 5));
        assertThat(LossLimits.effective(book, Books.control(TradingState.ACTIVE, 5)))
                .as("a recovery is no resume")
                .isEqualTo(TradingState.REDUCING);

        observe("99999", Books.control(TradingState.ACTIVE, 6));
        assertThat(LossLimits.effective(book, Books.control(TradingState.ACTIVE, 6)))
                .isEqualTo(TradingState.ACTIVE);
    }

    @Test
    void neverLoosensWhatControlSays() {
        observe("100000", Books.control(TradingState.ACTIVE, 5));
        observe("90000", Books.control(TradingState.HALTED, 5));

        assertThat(LossLimits.effective(book, Books.control(TradingState.HALTED, 5)))
                .isEqualTo(TradingState.HALTED);
        assertThat(LossLimits.effective(book, Books.control(TradingState.FROZEN, 6)))
                .isEqualTo(TradingState.FROZEN);
    }

    @Test
    void keepsAResumeThroughTheRestOfTheBreachAndStillRejectsByTheCheck() {
        observe("100000", Books.control(TradingState.ACTIVE, 5));
        observe("96000", Books.control(TradingState.ACTIVE, 5));

        observe("95900", Books.control(TradingState.ACTIVE, 6));

        assertThat(LossLimits.effective(book, Books.control(TradingState.ACTIVE, 6)))
                .isEqualTo(TradingState.ACTIVE);
        assertThat(limits.breach(book, new BigDecimal("95900"))).isNotNull();
    }

    @Test
    void reducesAgainWhenAnotherLimitIsExceededAfterAResume() {
        observe("100000", Books.control(TradingState.ACTIVE, 5));
        observe("96000", Books.control(TradingState.ACTIVE, 5));
        observe("96000", Books.control(TradingState.ACTIVE, 6));
        assertThat(LossLimits.effective(book, Books.control(TradingState.ACTIVE, 6)))
                .isEqualTo(TradingState.ACTIVE);

        observe("92900", Books.control(TradingState.ACTIVE, 6));

        assertThat(LossLimits.effective(book, Books.control(TradingState.ACTIVE, 6)))
                .as("the week's loss, while the day's goes on")
                .isEqualTo(TradingState.REDUCING);
    }

    @Test
    void measuresDrawdownFromThePeakSinceTheLastResume() {
        observe("100000", Books.control(TradingState.ACTIVE, 5));
        observe("120000", Books.control(TradingState.ACTIVE, 5));
        observe("102000", Books.control(TradingState.ACTIVE, 5));
        assertThat(book.isReducedByLimit).isTrue();

        book.tickMs += 7 * DAY_MS;
        observe("102000", Books.control(TradingState.ACTIVE, 6));

        assertThat(book.peakEquity).isEqualByComparingTo("102000");
        assertThat(limits.breach(book, new BigDecimal("102000"))).isNull();
    }

    @Test
    void turnsDaysAtMidnightAndWeeksOnMondayUtc() {
        observe("100000", Books.active());
        book.tickMs = Books.NOW + DAY_MS / 2 - 1;
        observe("99000", Books.active());
        assertThat(book.dayEquity).isEqualByComparingTo("100000");

        book.tickMs = Books.NOW + DAY_MS / 2;
        observe("98500", Books.active());
        assertThat(book.dayEquity).isEqualByComparingTo("98500");
        assertThat(book.weekEquity).isEqualByComparingTo("100000");

        // Wednesday noon + 4.5 days = Monday 00:00
        book.tickMs = Books.NOW + 4 * DAY_MS + DAY_MS / 2 - 1;
        observe("98000", Books.active());
        assertThat(book.weekEquity).isEqualByComparingTo("100000");
        book.tickMs++;
        observe("97500", Books.active());
        assertThat(book.weekEquity).isEqualByComparingTo("97500");
    }
}
