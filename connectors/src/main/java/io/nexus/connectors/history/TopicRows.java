package io.nexus.connectors.history;

import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.RefusedException;
import io.nexus.domain.decision.Decision;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.position.StopMove;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topics that trade history is made of, and the rows of their records. */
final class TopicRows {
    static final List<String> TOPICS =
            List.of(Topics.ORDERS, Topics.OUTCOMES, Topics.DECISIONS, Topics.MARKS, Topics.STOP_MOVES);

    private static final Set<String> SIGNED = Set.of(Topics.ORDERS, Topics.OUTCOMES);

    private final OrderRows orders;
    private final EntryRows entries = new EntryRows();
    private final FillRows fills;
    private final OutcomeRows outcomes;
    private final DecisionRows decisions = new DecisionRows();
    private final PositionRows positions;
    private final StopMoveRows stopMoves;
    private final Belief belief;

    /** Checks whether a record of ours is to be believed. */
    interface Belief {
        /** Returns if it is.
         *
         * @throws RefusedException if it is not */
        void check(ConsumerRecord<byte[], byte[]> record) throws RefusedException;
    }

    /** @param belief asked for records that the job signs: orders and outcomes */
    TopicRows(InstrumentCatalog instruments, Belief belief) {
        this.belief = belief;
        orders = new OrderRows(instruments);
        fills = new FillRows(instruments);
        outcomes = new OutcomeRows(instruments);
        positions = new PositionRows(instruments);
        stopMoves = new StopMoveRows(instruments);
    }

    /** The rows of a record: none of a tombstone and of events that are of no order.
     *
     * @throws IOException if it is no JSON of its topic's type, or not signed though it must be
     * @throws IllegalArgumentException if it is of another topic */
    List<HistoryRow<?>> of(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (record.value() == null) {
            return List.of();
        }
        if (SIGNED.contains(record.topic())) {
            requireBelief(record);
        }
        return switch (record.topic()) {
            case Topics.ORDERS -> ofOrder(record);
            case Topics.OUTCOMES -> one(record, HistoryTable.OUTCOMES, outcomes, TradeOutcome.class);
            case Topics.DECISIONS -> one(record, HistoryTable.DECISIONS, decisions, Decision.class);
            case Topics.MARKS -> one(record, HistoryTable.POSITIONS, positions, PositionMark.class);
            case Topics.STOP_MOVES -> one(record, HistoryTable.STOP_MOVES, stopMoves, StopMove.class);
            default -> throw new IllegalArgumentException("no table for topic " + record.topic());
        };
    }

    private void requireBelief(ConsumerRecord<byte[], byte[]> record) throws IOException {
        try {
            belief.check(record);
        } catch (RefusedException e) {
            throw new IOException(e.reason() + ": " + e.detail(), e);
        }
    }

    private List<HistoryRow<?>> ofOrder(ConsumerRecord<byte[], byte[]> record) throws IOException {
        OrderEvent event = whole(record);
        if (!OrderRows.isOrder(event)) {
            return List.of();
        }
        List<HistoryRow<?>> rows = new ArrayList<>();
        rows.add(new HistoryRow<>(HistoryTable.ORDERS, orders, event, record));
        if (EntryRows.isEntry(event)) {
            rows.add(new HistoryRow<>(HistoryTable.ENTRY_STRATEGIES, entries, event, record));
        }
        for (FillRow fill : FillRow.of(event)) {
            rows.add(new HistoryRow<>(HistoryTable.FILLS, fills, fill, record));
        }
        return rows;
    }

    private static OrderEvent whole(ConsumerRecord<byte[], byte[]> record) throws IOException {
        try {
            return RecordJson.read(record.value(), OrderEvent.class).checked();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static <T> List<HistoryRow<?>> one(
            ConsumerRecord<byte[], byte[]> record, HistoryTable table, RowBinder<T> binder, Class<T> type)
            throws IOException {
        return List.of(new HistoryRow<>(table, binder, RecordJson.read(record.value(), type), record));
    }
}
