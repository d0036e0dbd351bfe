package io.nexus.cli.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Where control messages go and whom they are about.
 *
 * @param kafka bootstrap servers and, where needed, security settings
 * @param feedKeys file of the keys that control messages are signed with
 * @param accounts that the job trades, at least one
 * @param feedTimeMs how far the job has come, which the messages carry; 0 if unknown */
public record ControlTarget(Properties kafka, Path feedKeys, List<String> accounts, long feedTimeMs) {
    public ControlTarget {
        accounts = List.copyOf(accounts);
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("control messages need an account");
        }
    }
}
