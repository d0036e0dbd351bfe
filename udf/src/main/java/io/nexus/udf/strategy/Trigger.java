package io.nexus.udf.strategy;

/** Whether a strategy's rule is met by an event; reused between strategies. */
final class Trigger {
    int direction;
    double strength;

    void clear() {
        direction = 0;
        strength = 0;
    }

    /** The rule is met.
     *
     * @param sign any number of the side's sign, not zero
     * @param inThresholds distance of the trigger in units of its threshold */
    void fire(double sign, double inThresholds) {
        direction = sign > 0 ? 1 : -1;
        strength = inThresholds;
    }
}
