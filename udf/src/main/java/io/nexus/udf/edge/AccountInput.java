package io.nexus.udf.edge;

import io.nexus.domain.decision.Candidate;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.position.CloseRequest;
import io.nexus.domain.position.PositionMark;
import org.jspecify.annotations.Nullable;

/** What enters Layer 6, keyed by account.
 *
 * @param feedTimeMs of the record */
public record AccountInput(
        AccountInputKind kind,
        String account,
        long feedTimeMs,
        @Nullable Candidate candidate,
        @Nullable CloseRequest close,
        @Nullable PositionMark mark,
        @Nullable OrderEvent order,
        @Nullable HourlyClose hourlyClose) {

    public static AccountInput of(Candidate candidate) {
        return new AccountInput(
                AccountInputKind.CANDIDATE,
                candidate.account(),
                candidate.feedTimeMs(),
                candidate,
                null,
                null,
                null,
                null);
    }

    public static AccountInput of(CloseRequest close) {
        return new AccountInput(
                AccountInputKind.CLOSE, close.account(), close.triggeredAtMs(), null, close, null, null, null);
    }

    public static AccountInput of(PositionMark mark) {
        return new AccountInput(AccountInputKind.MARK, mark.account(), mark.feedTimeMs(), null, null, mark, null, null);
    }

    public static AccountInput of(OrderEvent order) {
        return new AccountInput(
                AccountInputKind.ORDER, order.account(), order.feedTimeMs(), null, null, null, order, null);
    }

    public static AccountInput of(String account, HourlyClose close) {
        return new AccountInput(
                AccountInputKind.HOURLY_CLOSE, account, close.closeTimeMs(), null, null, null, null, close);
    }

    public static AccountInput tick(String account, long feedTimeMs) {
        return new AccountInput(AccountInputKind.TICK, account, feedTimeMs, null, null, null, null, null);
    }

    /** The feed is silent.
     *
     * @param feedTimeMs of the newest heartbeat before the silence */
    public static AccountInput feedSilent(String account, long feedTimeMs) {
        return new AccountInput(AccountInputKind.FEED_SILENT, account, feedTimeMs, null, null, null, null, null);
    }

    public static AccountInput feedHeard(String account, long feedTimeMs) {
        return new AccountInput(AccountInputKind.FEED_HEARD, account, feedTimeMs, null, null, null, null, null);
    }
}
