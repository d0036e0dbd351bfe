package io.nexus.models.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stops a run that takes too long: between two operators, because ONNX Runtime looks there only. */
final class Watchdog implements AutoCloseable {
    private final OrtSession.RunOptions options;
    private final long allowedMs;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean hasStopped;

    Watchdog(OrtSession.RunOptions options, long allowedMs) {
        this.options = options;
        this.allowedMs = allowedMs;
        thread = new Thread(this::watch, "onnx-trial-run");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** @throws RefusedException if the run took too long */
    void refuseIfStopped() throws RefusedException {
        if (hasStopped) {
            throw new RefusedException(
                    Refusal.TOO_LARGE, "One row takes more than " + allowedMs + " ms.", "Export a smaller model.");
        }
    }

    /** Ends the watch; the options may be closed afterwards. */
    @Override
    public void close() {
        done.countDown();
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            if (!done.await(allowedMs, TimeUnit.MILLISECONDS)) {
                hasStopped = true;
                options.setTerminate(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OrtException e) {
            throw new IllegalStateException("a run cannot be stopped", e);
        }
    }
}
