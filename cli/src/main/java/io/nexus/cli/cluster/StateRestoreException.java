package io.nexus.cli.cluster;

import java.io.IOException;

/** A checkpoint or savepoint that a job can't be restored from; an older one may do. */
final class StateRestoreException extends IOException {
    private static final long serialVersionUID = 1;

    StateRestoreException(String message) {
        super(message);
    }
}
