package io.nexus.udf.strategy;

/** How much of a strategy's rule is met by an event; reused between strategies. */
final class Trigger {
    int direction;
    double strength;
    /** Whether the rule's first clause is met for that side, whatever the others say. */
    boolean beginsBuy;

    boolean beginsSell;

    void clear() {
        direction = 0;
        strength = 0;
        beginsBuy = false;
        beginsSell = false;
    }

    /** The first clause of the rule is met.
     *
     * @param sign any number of the side's sign; nothing begins with 0 */
    void begin(double sign) {
        beginsBuy |= sign > 0;
        beginsSell |= sign < 0;
    }

    /** The rule is met.
     *
     * @param sign any number of the side's sign, not zero
     * @param inThresholds distance of the trigger in units of its threshold */
    void fire(double sign, double inThresholds) {
        begin(sign);
        direction = sign > 0 ? 1 : -1;
        strength = inThresholds;
    }
}
