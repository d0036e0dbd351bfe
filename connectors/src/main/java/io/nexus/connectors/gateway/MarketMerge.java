package io.nexus.connectors.gateway;

import io.nexus.domain.market.MarketEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Puts the partitions of the market topic back into the one order in which the gateway sent them: by feed time, then by the
 * count of source messages that each message carries, then by partition. Each partition is in that order by itself; an event is
 * handed over once no partition can bring an earlier one, for which the heartbeats of silent partitions suffice. So the
 * order does not depend on which partition is read first. Not thread-safe. */
final class MarketMerge {
    private final List<Deque<Position>> waitingByPartition = new ArrayList<>();
    private final Position[] newest;

    /** An event at its place. */
    private record Position(long feedTimeMs, long sourceIndex, MarketEvent event) {
        boolean isBehind(Position other) {
            return feedTimeMs > other.feedTimeMs || (feedTimeMs == other.feedTimeMs && sourceIndex > other.sourceIndex);
        }
    }

    MarketMerge(int partitions) {
        newest = new Position[partitions];
        for (int i = 0; i < partitions; i++) {
            waitingByPartition.add(new ArrayDeque<>());
        }
    }

    /** Takes the next event of a partition. */
    void add(int partition, MarketEvent event, long sourceIndex) {
        Position position = new Position(event.feedTimeMs(), sourceIndex, event);
        waitingByPartition.get(partition).add(position);
        newest[partition] = position;
    }

    /** Hands over all events that no later one can precede. */
    void drain(Consumer<MarketEvent> reader) {
        for (int partition = first(); partition >= 0; partition = first()) {
            reader.accept(waitingByPartition.get(partition).remove().event());
        }
    }

    /** Events of a partition that wait for other partitions. */
    int waiting(int partition) {
        return waitingByPartition.get(partition).size();
    }

    /** The partition with the earliest event; -1 if a partition without one may still bring an earlier one. */
    private int first() {
        int first = -1;
        for (int i = 0; i < newest.length; i++) {
            Position head = waitingByPartition.get(i).peek();
            if (head != null
                    && (first < 0 || waitingByPartition.get(first).element().isBehind(head))) {
                first = i;
            }
        }
        return first >= 0 && isCertain(waitingByPartition.get(first).element()) ? first : -1;
    }

    private boolean isCertain(Position earliest) {
        for (int i = 0; i < newest.length; i++) {
            boolean isSilent = waitingByPartition.get(i).isEmpty();
            if (isSilent && (newest[i] == null || earliest.isBehind(newest[i]))) {
                return false;
            }
        }
        return true;
    }
}
