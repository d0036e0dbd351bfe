package io.nexus.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StudentTTest {
    /** Critical values of the printed tables. */
    @ParameterizedTest
    @CsvSource({
        "6.313751514675043, 1, 0.95",
        "12.706204736432095, 1, 0.975",
        "2.919985580353726, 2, 0.95",
        "2.570581835636314, 5, 0.975",
        "3.169272672616951, 10, 0.995",
        "1.6972608865939574, 30, 0.95",
        "-2.570581835636314, 5, 0.025"
    })
    void agreesWithTheTables(double t, double degrees, double probability) {
        double computed = StudentT.cdf(t, degrees);

        assertThat(computed).isCloseTo(probability, within(1e-12));
    }

    @Property
    void withOneDegreeItIsTheCauchyDistribution(@ForAll @DoubleRange(min = -1e4, max = 1e4) double t) {
        double cauchy = 0.5 + Math.atan(t) / Math.PI;

        assertThat(StudentT.cdf(t, 1)).isCloseTo(cauchy, within(1e-12));
    }

    @Property
    void withTwoDegreesItHasAClosedForm(@ForAll @DoubleRange(min = -50, max = 50) double t) {
        double closed = 0.5 + t / (2 * Math.sqrt(2 + t * t));

        assertThat(StudentT.cdf(t, 2)).isCloseTo(closed, within(1e-12));
    }

    @Property
    void isSymmetricForAnyDegrees(
            @ForAll @DoubleRange(min = -20, max = 20) double t,
            @ForAll @DoubleRange(min = 0.1, max = 5000) double degrees) {
        assertThat(StudentT.cdf(t, degrees) + StudentT.cdf(-t, degrees)).isCloseTo(1, within(1e-12));
    }

    @Test
    void tendsToTheNormalDistribution() {
        assertThat(StudentT.cdf(1.959963984540054, 1e7)).isCloseTo(0.975, within(1e-7));
    }

    @Test
    void isOneHalfAtZero() {
        assertThat(StudentT.cdf(0, 3.7)).isEqualTo(0.5);
    }

    @Test
    void refusesWhatIsNoDistribution() {
        assertThatThrownBy(() -> StudentT.cdf(1, 0)).hasMessage("degreesOfFreedom must be positive, was 0.0");
        assertThatThrownBy(() -> StudentT.cdf(Double.NaN, 3)).hasMessageContaining("NaN");
    }

    @Test
    void incompleteBetaIsTheIdentityForOnesAndRefusesOutsideItsRange() {
        assertThat(IncompleteBeta.regularized(0.3, 1, 1)).isCloseTo(0.3, within(1e-15));
        assertThat(IncompleteBeta.regularized(0.5, 4, 4)).isCloseTo(0.5, within(1e-14));
        assertThatThrownBy(() -> IncompleteBeta.regularized(1.5, 1, 1)).hasMessageContaining("[0.0, 1.0]");
    }
}
