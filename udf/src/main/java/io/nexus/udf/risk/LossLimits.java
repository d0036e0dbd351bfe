package io.nexus.udf.risk;

import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.account.TradingStatus;
import io.nexus.domain.skip.SkipCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Daily loss, weekly loss and drawdown. Each leads to REDUCING when it comes to be exceeded; only a trading-state message
 * newer than that resumes. Drawdown is measured from the peak since the last resume; days and weeks go by the calendar. */
final class LossLimits {
    private static final long DAY_MS = 86_400_000;
    /** 1970-01-01 was a Thursday. */
    private static final long DAYS_TO_MONDAY = 3;

    private final LimitConfig config;

    LossLimits(LimitConfig config) {
        this.config = config;
    }

    /** Takes the book's equity at a feed time: turns days and weeks, follows the peak, and reduces on a new breach. */
    void observe(RiskBook book, BigDecimal equity, AccountControl control) {
        resumeIfTold(book, equity, control);
        if (book.tickMs != Long.MIN_VALUE) {
            turn(book, equity);
        }
        book.peakEquity = book.peakEquity.max(equity);
        List<SkipCode> breached = new ArrayList<>();
        for (Rejection breach : breaches(book, equity)) {
            breached.add(breach.check());
        }
        if (!book.breachedLimits.containsAll(breached)) {
            book.isReducedByLimit = true;
            book.reducedAtVersion = control.tradingVersion();
        }
        book.breachedLimits = breached;
    }

    /** What the account may do: control's trading state, or REDUCING if that is stricter and a limit, refusals of entries or the feed's
     * silence demand it. */
    static TradingState effective(RiskBook book, AccountControl control) {
        return status(book, control).state();
    }

    /** The same with its cause. An account that reconciles is ACTIVE, and says why it sends no entries. */
    static TradingStatus status(RiskBook book, AccountControl control) {
        TradingStatus status = control.trading();
        if (book.isReducedByLimit && control.tradingVersion() <= book.reducedAtVersion) {
            status = status.reducedBy(TradingCause.LOSS_LIMIT, book.breachedLimits.toString());
        }
        if (book.isReducedByRefusals && control.tradingVersion() <= book.refusedAtVersion) {
            String refusedFor = book.refusedFor == null ? "" : book.refusedFor;
            status = status.reducedBy(TradingCause.REJECTIONS, refusedFor);
        }
        if (book.isFeedSilent) {
            status = status.reducedBy(TradingCause.FEED_SILENT, "");
        }
        return status.state().admitsEntries() && book.isReconciling
                ? new TradingStatus(status.state(), TradingCause.RECONCILING, "")
                : status;
    }

    /** The first loss limit that the book exceeds; null if none. */
    @Nullable
    Rejection breach(RiskBook book, BigDecimal equity) {
        List<Rejection> all = breaches(book, equity);
        return all.isEmpty() ? null : all.get(0);
    }

    private List<Rejection> breaches(RiskBook book, BigDecimal equity) {
        List<Rejection> all = new ArrayList<>();
        BigDecimal daily = book.dayEquity.subtract(equity);
        if (daily.compareTo(share(book.dayEquity, config.maxDailyLossRatio())) > 0) {
            all.add(new Rejection(SkipCode.L6_DAILY_LOSS, ratio(daily, book.dayEquity), config.maxDailyLossRatio()));
        }
        BigDecimal weekly = book.weekEquity.subtract(equity);
        if (weekly.compareTo(share(book.weekEquity, config.maxWeeklyLossRatio())) > 0) {
            all.add(new Rejection(
                    SkipCode.L6_WEEKLY_LOSS, ratio(weekly, book.weekEquity), config.maxWeeklyLossRatio()));
        }
        BigDecimal drawdown = book.peakEquity.subtract(equity);
        if (drawdown.compareTo(share(book.peakEquity, config.maxDrawdownRatio())) >= 0) {
            all.add(new Rejection(SkipCode.L6_DRAWDOWN, ratio(drawdown, book.peakEquity), config.maxDrawdownRatio()));
        }
        return all;
    }

    static double ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() <= 0 ? Double.NaN : part.doubleValue() / whole.doubleValue();
    }

    private static void resumeIfTold(RiskBook book, BigDecimal equity, AccountControl control) {
        boolean isResumed =
                control.tradingState() == TradingState.ACTIVE && control.tradingVersion() > book.reducedAtVersion;
        boolean isActive = control.tradingState() == TradingState.ACTIVE;
        if (book.isReducedByRefusals && isActive && control.tradingVersion() > book.refusedAtVersion) {
            book.isReducedByRefusals = false;
            book.instruments.forEach(InstrumentRisk::forgetRefusals);
        }
        if (book.isReducedByLimit && isResumed) {
            book.isReducedByLimit = false;
            book.peakEquity = equity;
        }
    }

    private static void turn(RiskBook book, BigDecimal equity) {
        long day = Math.floorDiv(book.tickMs, DAY_MS);
        long week = Math.floorDiv(day + DAYS_TO_MONDAY, 7);
        if (day > book.day) {
            book.day = day;
            book.dayEquity = equity;
        }
        if (week > book.week) {
            book.week = week;
            book.weekEquity = equity;
        }
    }

    private static BigDecimal share(BigDecimal whole, double ratio) {
        return whole.multiply(BigDecimal.valueOf(ratio));
    }
}
