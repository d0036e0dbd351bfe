package io.nexus.domain.market;

/** Side of an order; of a trade: the side of the incoming (aggressing) order. */
public enum Side {
    BUY(1),
    SELL(-1);

    private final int sign;

    Side(int sign) {
        this.sign = sign;
    }

    /** +1 for BUY, -1 for SELL. */
    public int sign() {
        return sign;
    }

    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }

    /** BUY for positive, SELL for negative numbers.
     *
     * @throws IllegalArgumentException for zero and NaN */
    public static Side ofSign(double sign) {
        if (sign > 0) {
            return BUY;
        }
        if (sign < 0) {
            return SELL;
        }
        throw new IllegalArgumentException("no side has sign " + sign);
    }
}
