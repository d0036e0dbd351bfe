package io.nexus.testbed.simulation;

/** What a market is like for some tens of minutes. */
enum FlowRegime {
    TREND_UP(1.0, 1.05, 1, 0.22),
    TREND_DOWN(1.0, 1.05, -1, 0.22),
    RANGING(0.8, 0.95, 0, 0.30),
    VOLATILE(1.6, 1.3, 0, 0.10),
    QUIET(0.65, 0.75, 0, 0.16);

    private static final FlowRegime[] ALL = values();

    final double volatilityMultiple;
    final double activityMultiple;
    final int trendSign;
    private final double weight;

    FlowRegime(double volatilityMultiple, double activityMultiple, int trendSign, double weight) {
        this.volatilityMultiple = volatilityMultiple;
        this.activityMultiple = activityMultiple;
        this.trendSign = trendSign;
        this.weight = weight;
    }

    static FlowRegime draw(SeededRandom random) {
        double left = random.nextDouble();
        for (FlowRegime regime : ALL) {
            left -= regime.weight;
            if (left < 0) {
                return regime;
            }
        }
        return RANGING;
    }
}
