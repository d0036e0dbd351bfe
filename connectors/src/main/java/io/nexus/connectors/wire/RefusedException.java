package io.nexus.connectors.wire;

import io.nexus.domain.skip.RejectReason;

/** A message that cannot be used, with the reason of the catalogue. Carries no stack trace. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final RejectReason reason;

    public RefusedException(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public RejectReason reason() {
        return reason;
    }

    /** The offending value and what was expected. */
    public String detail() {
        String detail = getMessage();
        return detail == null ? reason.meaning() : detail;
    }
}
