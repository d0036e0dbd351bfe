package io.nexus.cli.process;

import java.util.List;
import java.util.Properties;

/** Where control messages go and whom they are about.
 *
 * @param kafka bootstrap servers and, where needed, security settings
 * @param accounts that the job trades, at least one
 * @param feedTimeMs how far the job has come, which the messages carry; 0 if unknown */
public record ControlTarget(Properties kafka, List<String> accounts, long feedTimeMs) {
    public ControlTarget {
        accounts = List.copyOf(accounts);
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("control messages need an account");
        }
    }
}
