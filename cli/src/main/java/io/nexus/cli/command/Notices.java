package io.nexus.cli.command;

/** Lines for people that are no result: to standard error. */
final class Notices {
    private Notices() {}

    /** Prints a line; an empty one is none. */
    static void print(String notice) {
        if (!notice.isEmpty()) {
            System.err.println("nexus: " + notice);
        }
    }
}
