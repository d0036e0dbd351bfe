package io.nexus.cli.command;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a command waits until Layer 6 has taken what it sent. */
final class WaitOption {
    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "Wait so long until Layer 6 has taken it; 0 = do not wait (default: ${DEFAULT-VALUE}).")
    String wait = "60s";

    /** The limit.
     *
     * @throws IllegalArgumentException if it is no duration */
    Duration limit() {
        return wait.equals("0") ? Duration.ZERO : Duration.ofMillis(Durations.parseMs("wait", wait));
    }
}
