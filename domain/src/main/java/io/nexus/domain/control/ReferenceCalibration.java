package io.nexus.domain.control;

import io.nexus.domain.signal.StrategyId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The calibration a fresh installation ships: no episode has been seen, so confidence rests on the rank of a strength alone. Ranks
 * are read from the strengths with which the episodes of each strategy began in {@code reference-strengths.csv}: of recordings where
 * those have enough, else of the simulated market, else of planted patterns. A strategy that is not in it has a shifted exponential,
 * {@code 1 - ln(1 - rank) / 2}. Feedback replaces all of it as episodes come in. */
public final class ReferenceCalibration {
    private static final String FILE = "reference-strengths.csv";
    private static final String COMMENT = "#";
    private static final int FIELDS = 4;
    private static final double CURVE_FLOOR = 1;
    private static final double CURVE_SCALE = 0.5;
    /** The exponential has no largest value; the last quantile stands half a step before rank 1. */
    private static final double LAST_RANK = 1 - 0.5 / (Calibration.QUANTILES - 1);

    private ReferenceCalibration() {}

    /** Zero episodes, an even chance everywhere, and the shipped quantiles.
     *
     * @throws IllegalStateException if the shipped file is broken */
    public static Calibration initial() {
        return of(shipped());
    }

    /** Zero episodes, an even chance everywhere, and the quantiles of some lines
     * {@code strategy; episodes; source; quantiles}; those of one strategy are parted by blanks, from the least strength to the largest.
     *
     * @throws IllegalStateException if a line is none */
    public static Calibration of(List<String> lines) {
        int bins = StrategyId.COUNT * Calibration.BINS;
        double[] even = new double[bins];
        Arrays.fill(even, 0.5);
        double[] quantiles = new double[StrategyId.COUNT * Calibration.QUANTILES];
        for (StrategyId strategy : StrategyId.values()) {
            for (int i = 0; i < Calibration.QUANTILES; i++) {
                double rank = Math.min(LAST_RANK, (double) i / (Calibration.QUANTILES - 1));
                quantiles[strategy.column() * Calibration.QUANTILES + i] =
                        CURVE_FLOOR - CURVE_SCALE * Math.log(1 - rank);
            }
        }
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith(COMMENT)) {
                read(line, quantiles);
            }
        }
        return new Calibration(new double[bins], even, new double[bins], even.clone(), quantiles, 0);
    }

    private static List<String> shipped() {
        try (InputStream in = ReferenceCalibration.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("no " + FILE + " beside " + ReferenceCalibration.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    private static void read(String line, double[] quantiles) {
        String[] fields = line.split(";", -1);
        if (fields.length != FIELDS) {
            throw broken(line, "has " + fields.length + " fields instead of " + FIELDS);
        }
        StrategyId strategy = Arrays.stream(StrategyId.values())
                .filter(id -> id.key().equals(fields[0].trim()))
                .findFirst()
                .orElseThrow(() -> broken(line, "names no strategy"));
        String[] values = fields[FIELDS - 1].trim().split(" ", -1);
        if (values.length != Calibration.QUANTILES) {
            throw broken(line, "has " + values.length + " quantiles instead of " + Calibration.QUANTILES);
        }
        double before = 0;
        for (int i = 0; i < values.length; i++) {
            double value = number(line, values[i]);
            if (!(value >= before)) {
                throw broken(line, "has quantiles that fall or are negative");
            }
            quantiles[strategy.column() * Calibration.QUANTILES + i] = value;
            before = value;
        }
    }

    private static double number(String line, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    broken(line, "has no number at \"" + text + '"').getMessage(), e);
        }
    }

    private static IllegalStateException broken(String line, String why) {
        return new IllegalStateException("reference strengths: \"" + line + "\" " + why);
    }
}
