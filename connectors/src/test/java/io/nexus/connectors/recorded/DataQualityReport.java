package io.nexus.connectors.recorded;

import io.nexus.connectors.wire.RefusedException;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.skip.RejectReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a recorded table: each row by the rules of Layer 0 and the age of its event, all rows by their order in
 * time and by the sequence rules of trades, deltas and snapshots. */
public final class DataQualityReport {
    private static final long MAX_BEHIND_MS = 10_000;
    private static final long MAX_AHEAD_MS = 1_000;
    private static final long DAY_MS = 86_400_000;
    private static final long NONE = Long.MIN_VALUE;
    private static final String CARRIED_OVER = "FINAL_DEPTH_SNAPSHOT";

    private final MarketTable table;
    private final TableRows events;
    private final List<Finding> findings = new ArrayList<>();
    private long lastReceiveMs = NONE;
    private long lastTradeId = NONE;
    private long lastUpdateId = NONE;
    private boolean isGapMessage;
    private long snapshotId = NONE;
    private int snapshotBids;
    private int snapshotAsks;
    private int snapshotLine;

    private DataQualityReport(MarketTable table) {
        this.table = table;
        this.events = new TableRows(table);
    }

    /** One fault of a table.
     *
     * @param line of the file, from 1 */
    public record Finding(int line, RowFault fault, String detail) {}

    /** All faults of a table, in the order of its lines, at most one a row.
     *
     * @throws IllegalArgumentException if the file's name tells no known instrument and day */
    public static List<Finding> of(Path file, InstrumentCatalog catalog) {
        return of(new MarketTable(file, catalog));
    }

    static List<Finding> of(MarketTable table) {
        DataQualityReport report = new DataQualityReport(table);
        table.rows.forEach(report::check);
        report.endSnapshot();
        return report.findings;
    }

    private void check(MarketTable.Row row) {
        boolean isCarriedOver = row.text("StreamType").equals(CARRIED_OVER);
        MarketEvent event;
        try {
            event = events.event(row);
        } catch (RefusedException e) {
            if (e.reason() == RejectReason.NO_TRADE) {
                sequence(row, row.number("TradeId"));
                return;
            }
            add(row, fault(e), e.detail());
            return;
        }
        if (event.kind() == MarketEventKind.BOOK_SNAPSHOT) {
            snapshotRow(row, event);
        }
        Finding time = isCarriedOver ? copiedTime(row) : time(row, event);
        if (time != null) {
            findings.add(time);
        } else if (event.trade() != null) {
            sequence(row, event.trade().tradeId());
        } else if (event.kind() == MarketEventKind.BOOK_DELTA && event.book() != null && !isCarriedOver) {
            sequence(row, event.book());
        }
    }

    private static RowFault fault(RefusedException refusal) {
        return switch (refusal.reason()) {
            case UNKNOWN_INSTRUMENT -> RowFault.UNKNOWN_INSTRUMENT;
            case BAD_PRICE -> RowFault.BAD_PRICE;
            case BAD_QUANTITY -> RowFault.BAD_QUANTITY;
            default -> RowFault.BROKEN;
        };
    }

    /** The receive time in microseconds is a copy of the one in milliseconds, except on snapshots. */
    private static @Nullable Finding copiedTime(MarketTable.Row row) {
        boolean differs = row.has("TimestampOfReceiveUS")
                && row.timeMs("TimestampOfReceiveUS") != row.timeMs("TimestampOfReceive");
        return differs ? new Finding(row.line, RowFault.BAD_RECEIVE_TIME, "the two receive times differ") : null;
    }

    private @Nullable Finding time(MarketTable.Row row, MarketEvent event) {
        long receiveMs = event.feedTimeMs();
        if (receiveMs < table.dayStartMs || receiveMs >= table.dayStartMs + DAY_MS) {
            return new Finding(row.line, RowFault.BAD_RECEIVE_TIME, receiveMs + " is outside the table's day");
        }
        if (event.kind() != MarketEventKind.BOOK_SNAPSHOT) {
            Finding copied = copiedTime(row);
            if (copied != null) {
                return copied;
            }
            if (lastReceiveMs != NONE && receiveMs < lastReceiveMs) {
                return new Finding(row.line, RowFault.BAD_RECEIVE_TIME, receiveMs + " is before " + lastReceiveMs);
            }
            lastReceiveMs = receiveMs;
        }
        if (event.hasExchangeTime() && receiveMs - event.exchangeTimeMs() > MAX_BEHIND_MS) {
            return new Finding(
                    row.line,
                    RowFault.OLD_EXCHANGE_EVENT,
                    "event of " + event.exchangeTimeMs() + " received " + receiveMs);
        }
        if (event.hasExchangeTime() && event.exchangeTimeMs() - receiveMs > MAX_AHEAD_MS) {
            return new Finding(
                    row.line,
                    RowFault.FUTURE_EXCHANGE_EVENT,
                    "event of " + event.exchangeTimeMs() + " received " + receiveMs);
        }
        return null;
    }

    private void sequence(MarketTable.Row row, long tradeId) {
        if (lastTradeId != NONE && tradeId <= lastTradeId) {
            add(row, RowFault.REPLAYED, "trade id " + tradeId + " is not above " + lastTradeId);
            return;
        }
        if (lastTradeId != NONE && tradeId > lastTradeId + 1) {
            // The id of a refused row before stands for itself.
            boolean isRefusedBefore = tradeId == lastTradeId + 2 && wasRefused(row.line - 1);
            if (!isRefusedBefore) {
                add(row, RowFault.GAP, "trade id " + tradeId + " after " + lastTradeId);
            }
        }
        lastTradeId = tradeId;
    }

    private boolean wasRefused(int line) {
        return !findings.isEmpty() && findings.get(findings.size() - 1).line() == line;
    }

    private void sequence(MarketTable.Row row, BookUpdate delta) {
        if (delta.lastUpdateId() != lastUpdateId) {
            boolean isSpot = table.instrument.market() == Market.SPOT;
            boolean follows =
                    isSpot ? delta.firstUpdateId() == lastUpdateId + 1 : delta.previousUpdateId() == lastUpdateId;
            isGapMessage = lastUpdateId != NONE && !follows;
        }
        if (isGapMessage) {
            add(
                    row,
                    RowFault.GAP,
                    "update " + delta.firstUpdateId() + " to " + delta.lastUpdateId() + " (" + delta.previousUpdateId()
                            + ") does not follow " + lastUpdateId);
        }
        lastUpdateId = delta.lastUpdateId();
    }

    private void snapshotRow(MarketTable.Row row, MarketEvent event) {
        BookUpdate level = event.book();
        if (level == null) {
            return;
        }
        if (level.lastUpdateId() != snapshotId) {
            endSnapshot();
            snapshotId = level.lastUpdateId();
        }
        snapshotBids += level.bidTicks().length;
        snapshotAsks += level.askTicks().length;
        snapshotLine = row.line;
    }

    /** A REST snapshot has as many bids as asks. */
    private void endSnapshot() {
        if (snapshotBids != snapshotAsks) {
            findings.add(new Finding(
                    snapshotLine,
                    RowFault.GAP,
                    "the snapshot has " + snapshotBids + " bids and " + snapshotAsks + " asks"));
        }
        snapshotBids = 0;
        snapshotAsks = 0;
    }

    private void add(MarketTable.Row row, RowFault fault, String detail) {
        findings.add(new Finding(row.line, fault, detail));
    }
}
