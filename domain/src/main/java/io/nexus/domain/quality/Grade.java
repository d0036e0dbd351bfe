package io.nexus.domain.quality;

/** School grade of a quality score; C or better passes the gate of 0.5. */
public enum Grade {
    A_PLUS(0.90),
    A(0.80),
    B_PLUS(0.70),
    B(0.60),
    C_PLUS(0.55),
    C(0.50),
    D(0.35),
    F(0.0);

    private final double least;

    Grade(double least) {
        this.least = least;
    }

    /** Grade of a score in [0, 1].
     *
     * @throws IllegalArgumentException for anything else, NaN included */
    public static Grade of(double score) {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be in [0, 1], was " + score);
        }
        for (Grade grade : values()) {
            if (score >= grade.least) {
                return grade;
            }
        }
        return F;
    }
}
