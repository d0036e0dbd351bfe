package io.nexus.lab.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Deterministic search for a small value of a function of some positive parameters. Points drawn evenly on a logarithmic scale
 * say where to begin; from the best of them one parameter after the other is multiplied or divided by a step, what helps is
 * kept, and when nothing does the step shrinks to its root. */
final class CoordinateSearch {
    private static final double FIRST_STEP = 1.6;
    private static final double LAST_STEP = 1.1;
    /** A round that leaves more of the misfit counts as no help. */
    private static final double MIN_GAIN = 0.98;

    private static final int BEGINNINGS = 3;
    private static final long SEED = 1;

    private final List<Parameter> parameters;
    private final ToDoubleFunction<double[]> misfit;
    private int tries;

    /** A search over some parameters.
     *
     * @param misfit not negative */
    CoordinateSearch(List<Parameter> parameters, ToDoubleFunction<double[]> misfit) {
        this.parameters = parameters;
        this.misfit = misfit;
    }

    /** A point and the function there. */
    record Found(double[] point, double misfit) {}

    /** The best point found.
     *
     * @param start a point to begin at
     * @param draws how many more are drawn */
    Found run(double[] start, int draws) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Found> beginnings = new ArrayList<>();
        beginnings.add(at(start));
        for (int i = 0; i < draws; i++) {
            beginnings.add(
                    at(parameters.stream().mapToDouble(it -> it.drawn(random)).toArray()));
        }
        return beginnings.stream()
                .sorted(Comparator.comparingDouble(Found::misfit))
                .limit(BEGINNINGS)
                .map(this::descended)
                .min(Comparator.comparingDouble(Found::misfit))
                .orElseThrow();
    }

    /** How often the function was asked. */
    int tries() {
        return tries;
    }

    private Found descended(Found from) {
        Found best = from;
        for (double step = FIRST_STEP; step >= LAST_STEP; ) {
            Found before = best;
            for (int i = 0; i < parameters.size(); i++) {
                best = better(best, i, step);
                best = better(best, i, 1 / step);
            }
            step = best.misfit() < MIN_GAIN * before.misfit() ? step : Math.sqrt(step);
        }
        return best;
    }

    private Found better(Found best, int index, double factor) {
        double[] point = best.point().clone();
        point[index] = parameters.get(index).nearest(point[index] * factor);
        if (point[index] == best.point()[index]) {
            return best;
        }
        Found tried = at(point);
        return tried.misfit() < best.misfit() ? tried : best;
    }

    private Found at(double[] point) {
        tries++;
        return new Found(point, misfit.applyAsDouble(point));
    }
}
