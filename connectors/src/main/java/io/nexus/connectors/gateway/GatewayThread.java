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

    private final FeedGateway gateway;
    private final FeedSource source;
    private final MessageSink sink;
    private final Thread thread;
    private volatile boolean isStopping;
    private volatile @Nullable RuntimeException failure;

    /** Starts running.
     *
     * @param source and sink: those the gateway was made with; closed with this thread */
    public GatewayThread(FeedGateway gateway, FeedSource source, MessageSink sink) {
        this.gateway = gateway;
        this.source = source;
        this.sink = sink;
        thread = new Thread(this::run, "feed-gateway");
        thread.setDaemon(true);
        thread.start();
    }

    /** What ended the gateway before it was closed; null while it runs well. */
    public @Nullable RuntimeException failure() {
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
                if (!gateway.step()) {
                    LockSupport.parkNanos(REST_NS);
                }
            }
        } catch (RuntimeException e) {
            failure = e;
            LOG.error("the feed gateway stopped", e);
        }
    }
}
