package io.nexus.connectors.kafka;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What stands in for a record that could not be read: null leaves it out (it is counted and logged in any case). */
@FunctionalInterface
public interface Unreadable<T> extends Serializable {
    @Nullable
    T instead(long offset, String error);
}
