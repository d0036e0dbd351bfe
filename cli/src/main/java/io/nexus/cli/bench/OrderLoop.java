package io.nexus.cli.bench;

import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;

/** Brings a measured job's order events home through memory, in place of a topic. One job per process. */
final class OrderLoop {
    private static final LinkedBlockingQueue<OrderEvent> EVENTS = new LinkedBlockingQueue<>();
    private static final long POLL_MS = 20;

    private OrderLoop() {}

    /** Puts events into the loop. */
    static final class Entry implements Sink<OrderEvent> {
        private static final long serialVersionUID = 1;

        @Override
        public SinkWriter<OrderEvent> createWriter(WriterInitContext context) {
            return new Writer();
        }
    }

    private static final class Writer implements SinkWriter<OrderEvent> {
        @Override
        public void write(OrderEvent event, Context context) {
            EVENTS.add(event);
        }

        @Override
        public void flush(boolean endOfInput) {
            // a queue in memory keeps nothing back
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    /** Takes events out of the loop until it is told to stop. */
    @SuppressWarnings("deprecation") // the newer interface offers nothing for a queue in memory
    static final class Exit implements SourceFunction<OrderRecord> {
        private static final long serialVersionUID = 1;

        private volatile boolean isRunning = true;

        @Override
        public void run(SourceContext<OrderRecord> context) throws InterruptedException {
            List<OrderEvent> taken = new ArrayList<>();
            while (isRunning) {
                OrderEvent first = EVENTS.poll(POLL_MS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    taken.add(first);
                    EVENTS.drainTo(taken);
                }
                synchronized (context.getCheckpointLock()) {
                    taken.forEach(event -> context.collect(OrderRecord.authentic(event)));
                }
                taken.clear();
            }
        }

        @Override
        public void cancel() {
            isRunning = false;
        }
    }
}
