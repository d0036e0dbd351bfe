package io.nexus.models.sklearn;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.RefusedException;
import org.junit.jupiter.api.Test;

final class InterpolationTest {
    @Test
    void takesTheNegativeZeroForTheZero() throws RefusedException {
        Interpolation fromZero = Interpolation.of(new double[] {0.0, 1}, new double[] {3, 5});
        Interpolation fromNegativeZero = Interpolation.of(new double[] {-0.0, 1}, new double[] {3, 5});

        assertThat(fromZero.at(-0.0)).isEqualTo(3);
        assertThat(fromNegativeZero.at(0.0)).isEqualTo(3);
    }
}
