package io.nexus.testbed.venue;

/** A refused request, in the venue's codes. Carries no stack trace: it is an answer. */
final class VenueRejection extends Exception {
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int NOT_FOUND = 404;
    static final int TOO_MANY = 429;
    private static final long serialVersionUID = 1;

    final int httpStatus;
    final int code;
    final String text;

    VenueRejection(int httpStatus, int code, String message) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.code = code;
        this.text = message;
    }

    static VenueRejection of(int code, String message) {
        return new VenueRejection(BAD_REQUEST, code, message);
    }

    static VenueRejection missing(String parameter) {
        return of(-1102, "Mandatory parameter '" + parameter + "' was not sent, was empty/null, or malformed.");
    }
}
