package io.nexus.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CoordinateSearchTest {
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.real("width", 0.01, 100), Parameter.real("rate", 0.01, 2), Parameter.whole("steps", 1, 50));

    private static double misfit(double[] point) {
        return square(Math.log(point[0] / 7))
                + square(Math.log(point[1] / 0.3))
                + square(Math.log(point[2] / 12))
                + square(Math.log(point[0] * point[1] / 2.1));
    }

    private static double square(double value) {
        return value * value;
    }

    private static CoordinateSearch.Found found(int draws) {
        return new CoordinateSearch(PARAMETERS, CoordinateSearchTest::misfit).run(new double[] {90, 0.02, 1}, draws);
    }

    @Test
    void comesNearTheLeastMisfitFromFarAway() {
        double[] point = found(0).point();

        assertThat(point[0]).isCloseTo(7, within(0.7));
        assertThat(point[1]).isCloseTo(0.3, within(0.03));
        assertThat(point[2]).isCloseTo(12, within(1.0));
    }

    @Test
    void findsTheSameTwice() {
        assertThat(found(20).point()).isEqualTo(found(20).point());
    }

    @Test
    void leavesNoRange() {
        CoordinateSearch search = new CoordinateSearch(
                PARAMETERS,
                point -> square(Math.log(point[0] / 300))
                        + square(Math.log(point[1] / 9))
                        + square(Math.log(point[2] / 90)));

        assertThat(search.run(new double[] {1, 1, 1}, 5).point()).containsExactly(100, 2, 50);
    }

    @Test
    void drawnPointsHelpOutOfALocalMinimum() {
        CoordinateSearch.Found without = valley(0);
        CoordinateSearch.Found with = valley(50);

        assertThat(without.misfit()).isEqualTo(1);
        assertThat(with.misfit()).isLessThan(0.1);
    }

    /** A shallow minimum at 90 and a deep one at 0.1, far from it. */
    private static CoordinateSearch.Found valley(int draws) {
        List<Parameter> one = List.of(Parameter.real("width", 0.01, 100));
        return new CoordinateSearch(
                        one,
                        point -> Math.min(1 + square(Math.log(point[0] / 90)), 0.5 * square(Math.log(point[0] / 0.1))))
                .run(new double[] {90}, draws);
    }
}
