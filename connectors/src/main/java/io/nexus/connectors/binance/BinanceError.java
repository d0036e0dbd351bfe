package io.nexus.connectors.binance;

import java.util.Set;

/** An answer that refuses a request.
 *
 * @param httpStatus 4xx or 5xx
 * @param code Binance's code; 0 if the body held none
 * @param message Binance's text, or the start of the body */
record BinanceError(int httpStatus, int code, String message) {
    private static final int UNKNOWN_ORDER_SENT = -2011;
    private static final int NO_SUCH_ORDER = -2013;
    private static final int OUTSIDE_RECV_WINDOW = -1021;
    private static final int DUPLICATE_ID = -4116;
    private static final int REJECTED_ORDER = -2010;
    /** Unknown error, disconnected, unexpected response, timeout: the request may have been executed. */
    private static final Set<Integer> DOUBTFUL = Set.of(-1000, -1001, -1006, -1007);

    /** Whether the request may have been executed all the same. */
    boolean isDoubtful() {
        return httpStatus >= 500 || code == 0 || DOUBTFUL.contains(code);
    }

    boolean isUnknownOrder() {
        return code == UNKNOWN_ORDER_SENT || isNoSuchOrder();
    }

    boolean isNoSuchOrder() {
        return code == NO_SUCH_ORDER;
    }

    boolean isClockError() {
        return code == OUTSIDE_RECV_WINDOW;
    }

    /** Whether an open order has the id already: then that order is ours. */
    boolean isDuplicate() {
        return code == DUPLICATE_ID || (code == REJECTED_ORDER && message.startsWith("Duplicate order"));
    }

    String text() {
        return "HTTP " + httpStatus + " " + code + " " + message;
    }
}
