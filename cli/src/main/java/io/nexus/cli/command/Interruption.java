package io.nexus.cli.command;

import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Ctrl-C and {@code kill} of a run. While services start, the process ends at once. Later the run is asked to end by itself,
 * because the JVM's own shutdown would close database and files below a job that still writes; whatever happens, the
 * process is gone when a limit is over. A second signal ends it at once. Thread-safe. */
final class Interruption {
    static final int EXIT_CODE = 130;
    private static final long LIMIT_S = 45;

    private final AtomicInteger signals = new AtomicInteger();
    /** What the run does when it is asked to end; empty while it can't be asked. */
    private volatile String atEnd = "";

    private Interruption() {}

    /** Takes the signals over from the JVM. */
    static Interruption ofSignals() {
        Interruption interruption = new Interruption();
        interruption.handle("INT");
        interruption.handle("TERM");
        return interruption;
    }

    /** From now on the run looks whether it {@link #isAsked} to end.
     *
     * @param doing what it does then, for people: {@code saving} */
    void leaveToRun(String doing) {
        atEnd = doing;
    }

    /** Whether the run must come to an end now. */
    boolean isAsked() {
        return signals.get() > 0;
    }

    /** Notices a signal. */
    private void notice() {
        int count = signals.incrementAndGet();
        if (count > 1) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        System.err.println();
        boolean isStarting = atEnd.isEmpty();
        System.err.println("interrupted" + (isStarting ? " while starting" : ", " + atEnd + " (again to end without)"));
        if (isStarting) {
            daemon("interrupted-exit", () -> System.exit(EXIT_CODE));
        }
        daemon("interrupted-limit", Interruption::endAtLimit);
    }

    private static void endAtLimit() {
        try {
            TimeUnit.SECONDS.sleep(LIMIT_S);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.err.println("nexus: did not end within " + LIMIT_S + " s, leaving; the newest checkpoint counts");
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** {@code sun.misc.Signal} by reflection: it is the JDK's only door to signals, and javac warns of it without a switch. */
    private void handle(String signal) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            notice();
                        }
                        return null;
                    });
            Object named = type.getConstructor(String.class).newInstance(signal);
            type.getMethod("handle", type, handlerType).invoke(null, named, handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM gives no access to signal " + signal, e);
        }
    }
}
