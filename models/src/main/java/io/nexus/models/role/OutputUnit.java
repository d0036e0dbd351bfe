package io.nexus.models.role;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which unit a file answers, and how that becomes the unit that its role wants: {@code scale * f(x) + shift}. */
public enum OutputUnit {
    NUMBER(Quantity.NUMBER, Function.NONE, 1, 0),
    PROBABILITY(Quantity.PROBABILITY, Function.NONE, 1, 0),
    PERCENT(Quantity.PROBABILITY, Function.NONE, 0.01, 0),
    LOGIT(Quantity.PROBABILITY, Function.LOGISTIC, 1, 0),
    BP(Quantity.BASIS_POINTS, Function.NONE, 1, 0),
    RATIO_OF_PRICE(Quantity.BASIS_POINTS, Function.NONE, 1e4, 0),
    PERCENT_OF_PRICE(Quantity.BASIS_POINTS, Function.NONE, 100, 0),
    RATIO(Quantity.RETURN, Function.NONE, 1, 0),
    BP_OF_RETURN(Quantity.RETURN, Function.NONE, 1e-4, 0),
    PERCENT_OF_RETURN(Quantity.RETURN, Function.NONE, 1e-2, 0),
    LN_VARIANCE_15M(Quantity.LN_VARIANCE_15M, Function.NONE, 1, 0),
    VARIANCE_15M(Quantity.LN_VARIANCE_15M, Function.LN, 1, 0),
    SIGMA_15M(Quantity.LN_VARIANCE_15M, Function.LN, 2, 0),
    ANNUALISED_VARIANCE(Quantity.LN_VARIANCE_15M, Function.LN, 1, -Math.log(Quantity.QUARTERS_PER_YEAR)),
    ANNUALISED_SIGMA(Quantity.LN_VARIANCE_15M, Function.LN, 2, -Math.log(Quantity.QUARTERS_PER_YEAR)),
    ANNUALISED_SIGMA_PERCENT(
            Quantity.LN_VARIANCE_15M, Function.LN, 2, -Math.log(Quantity.QUARTERS_PER_YEAR) - 2 * Math.log(100));

    /** What a role's output measures. */
    public enum Quantity {
        /** Without a unit. */
        NUMBER,
        /** 0 to 1. */
        PROBABILITY,
        /** Of a price. */
        BASIS_POINTS,
        /** As a share of a price, 0.01 is one percent. */
        RETURN,
        /** Natural logarithm of the realised variance of 15 minutes. */
        LN_VARIANCE_15M;

        /** Quarters of an hour in a year of 365.25 days less six hours, as the pipeline counts them. */
        static final double QUARTERS_PER_YEAR = 35_064;
    }

    private enum Function {
        NONE,
        LN,
        LOGISTIC
    }

    private final Quantity quantity;
    private final Function function;
    private final double scale;
    private final double shift;

    OutputUnit(Quantity quantity, Function function, double scale, double shift) {
        this.quantity = quantity;
        this.function = function;
        this.scale = scale;
        this.shift = shift;
    }

    /** What it measures. */
    public Quantity quantity() {
        return quantity;
    }

    /** A file's answer in the unit of the role; NaN where there is none, as of the logarithm of a negative variance. */
    public double convert(double answer) {
        double value =
                switch (function) {
                    case NONE -> answer;
                    case LN -> Math.log(answer);
                    case LOGISTIC -> 1 / (1 + Math.exp(-answer));
                };
        return scale * value + shift;
    }

    /** As a binding writes it, e.g. {@code annualised-sigma}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The unit that a word names. */
    public static Optional<OutputUnit> of(String word) {
        return Arrays.stream(values()).filter(unit -> unit.word().equals(word)).findFirst();
    }

    /** The unit that roles want of a quantity. */
    public static OutputUnit wanted(Quantity quantity) {
        return Arrays.stream(values())
                .filter(unit -> unit.quantity == quantity)
                .findFirst()
                .orElseThrow();
    }
}
