package io.nexus.domain.quality;

/** The twelve market regimes and the three-class group each belongs to. UNCERTAIN is the vote's answer when its two
 * voices disagree; it is no regime of the engine itself. */
public enum Regime {
    TRENDING_UP(0, RegimeGroup.TRENDING),
    TRENDING_DOWN(1, RegimeGroup.TRENDING),
    BREAKOUT(2, RegimeGroup.TRENDING),
    RANGING(3, RegimeGroup.RANGING),
    MEAN_REVERTING(4, RegimeGroup.RANGING),
    QUIET(5, RegimeGroup.RANGING),
    VOLATILE(6, RegimeGroup.VOLATILE),
    HIGH_NOISE(7, RegimeGroup.VOLATILE),
    ILLIQUID(8, RegimeGroup.VOLATILE),
    CRISIS(9, RegimeGroup.VOLATILE),
    RECOVERY(10, RegimeGroup.VOLATILE),
    TRANSITION(11, RegimeGroup.RANGING),
    UNCERTAIN(12, RegimeGroup.RANGING);

    /** How many regimes the engine knows; UNCERTAIN is none of them. */
    public static final int COUNT = 12;

    private final int column;
    private final RegimeGroup group;

    Regime(int column, RegimeGroup group) {
        this.column = column;
        this.group = group;
    }

    /** Index in arrays of regime probabilities, 0 to 11; 12 for UNCERTAIN. */
    public int column() {
        return column;
    }

    public RegimeGroup group() {
        return group;
    }
}
