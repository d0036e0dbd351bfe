package io.nexus.cli.command;

import java.util.concurrent.TimeUnit;

/** Keeps a process up until it is interrupted or its service fails. */
final class ServiceLoop {
    private static final long EVERY_MS = 200;

    private ServiceLoop() {}

    /** A service that runs on threads of its own. */
    interface Watched {
        /** Why it can't go on; empty while it can. */
        String failure();

        /** Called a few times a second, to report what is new. */
        void report();
    }

    /** Watches until a signal comes.
     *
     * @return the exit code of an interrupted process
     * @throws IllegalStateException with the service's failure */
    static int run(Interruption interruption, Watched service) throws InterruptedException {
        interruption.leaveToRun("closing");
        while (!interruption.isAsked()) {
            String failure = service.failure();
            if (!failure.isEmpty()) {
                throw new IllegalStateException(failure);
            }
            service.report();
            TimeUnit.MILLISECONDS.sleep(EVERY_MS);
        }
        return Interruption.EXIT_CODE;
    }
}
