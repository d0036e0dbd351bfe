package io.nexus.connectors.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a gateway on a thread of its own until it is closed. Owns the gateway's source and sink. */
public final class GatewayThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayThread.class);
    private static final long REST_NS = TimeUnit.MICROSECONDS.toNanos(500);
    /** Between the batches of a sped-up feed. */
    private static final long BATCH_REST_NS = TimeUnit.MILLISECONDS.toNanos(4);

    private final FeedGateway gateway;
    private final FeedSource source;
    private final MessageSink sink;
    private final boolean isBatching;
    private final Thread thread;
    private volatile boolean isStopping;
    private volatile @Nullable Throwable failure;

    /** Starts running.
     *
     * @param source and sink: those the gateway was made with; closed with this thread
     * @param speed above 1x what is due is sent as one batch every few milliseconds: requests to the broker, not messages, are
     *     what costs */
    public GatewayThread(FeedGateway gateway, FeedSource source, MessageSink sink, Speed speed) {
        this.gateway = gateway;
        this.source = source;
        this.sink = sink;
        isBatching = speed.isPacedByProgress();
        thread = new Thread(this::run, "feed-gateway");
        thread.setDaemon(true);
        thread.start();
    }

    /** What ended the gateway before it was closed; null while it runs well. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Stops sending and closes source and sink; what was sent still arrives. */
    @Override
    public void close() {
        isStopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (source;
                sink) {
            while (!isStopping) {
                boolean isAny = gateway.step();
                if (isBatching) {
                    if (isAny) {
                        sink.flush();
                    }
                    LockSupport.parkNanos(BATCH_REST_NS);
                } else if (!isAny) {
                    LockSupport.parkNanos(REST_NS);
                }
            }
        } catch (Throwable e) { // an error ends the thread as well, and nobody would know
            failure = e;
            LOG.error("the feed gateway stopped", e);
        }
    }
}
