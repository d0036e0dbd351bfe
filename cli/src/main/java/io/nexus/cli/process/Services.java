package io.nexus.cli.process;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, to be closed in reverse. Thread-safe: a second thread that closes waits for the first. */
public final class Services implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Takes a service over, to be closed before those that were opened earlier. */
    public synchronized <T extends AutoCloseable> T opened(T service) {
        open.push(service);
        return service;
    }

    /** Closes what is open; does nothing the second time. */
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            AutoCloseable service = open.pop();
            try {
                service.close();
            } catch (Exception e) { // one service that won't close must not keep the others open
                LOG.warn("{} did not close", service.getClass().getSimpleName(), e);
            }
        }
    }
}
