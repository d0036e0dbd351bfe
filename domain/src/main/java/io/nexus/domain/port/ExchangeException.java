package io.nexus.domain.port;

/** A request to the exchange that brought no answer to work with. */
public final class ExchangeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is known about the request. */
    public enum Kind {
        /** The venue answered that it knows no such order. */
        NOT_FOUND,
        /** The venue refused the request; nothing happened. */
        REFUSED,
        /** The request may have arrived: timeout, server error, broken connection. */
        UNKNOWN
    }

    private final Kind kind;

    public ExchangeException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
