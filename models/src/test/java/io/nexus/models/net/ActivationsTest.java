package io.nexus.models.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ActivationsTest {
    private static final double CLOSE = 2e-7;

    @Test
    void ownExponentialIsThatOfTheJdk() {
        for (double x = -700; x < 700; x += 0.137) {
            assertThat(Exponential.exp(x) / Math.exp(x)).isCloseTo(1, within(1e-14));
        }
        assertThat(Exponential.exp(0)).isEqualTo(1);
        assertThat(Exponential.exp(Double.NaN)).isNaN();
        assertThat((float) Exponential.exp(Double.NEGATIVE_INFINITY)).isZero();
    }

    @Test
    void errorFunctionHasItsTabulatedValues() {
        assertThat(Exponential.erf(0)).isZero();
        assertThat(Exponential.erf(0.5)).isCloseTo(0.5204998778130465, within(1e-12));
        assertThat(Exponential.erf(-1)).isCloseTo(-0.8427007929497149, within(1e-12));
        assertThat(Exponential.erf(2.4)).isCloseTo(0.9993114861033549, within(1e-12));
        assertThat(Exponential.erf(2.6)).isCloseTo(0.9997639655834707, within(1e-12));
        assertThat(Exponential.erf(9)).isEqualTo(1);
        assertThat(Exponential.erf(Double.NaN)).isNaN();
    }

    @Test
    void followsTheFormulasOfKeras() {
        check(Activations.SIGMOID, x -> 1 / (1 + Math.exp(-x)));
        check(Activations.TANH, Math::tanh);
        check(Activations.RELU, x -> Math.max(x, 0));
        check(Activations.RELU6, x -> Math.min(Math.max(x, 0), 6));
        check(Activations.leakyRelu(0.2f), x -> x > 0 ? x : 0.2 * x);
        check(Activations.elu(1), x -> x > 0 ? x : Math.expm1(x));
        check(Activations.SELU, x -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)));
        check(Activations.SOFTPLUS, x -> Math.log1p(Math.exp(x)));
        check(Activations.SOFTSIGN, x -> x / (1 + Math.abs(x)));
        check(Activations.SILU, x -> x / (1 + Math.exp(-x)));
        check(Activations.MISH, x -> x * Math.tanh(Math.log1p(Math.exp(x))));
        check(Activations.EXPONENTIAL, Math::exp);
        check(Activations.LOG_SIGMOID, x -> -Math.log1p(Math.exp(-x)));
        check(Activations.HARD_SIGMOID_2, x -> Math.min(Math.max(0.2 * x + 0.5, 0), 1));
        check(Activations.HARD_SIGMOID_3, x -> Math.min(Math.max(x / 6 + 0.5, 0), 1));
        check(Activations.HARD_SILU, x -> x * Math.min(Math.max(x / 6 + 0.5, 0), 1));
        check(Activations.GELU, x -> 0.5 * x * (1 + Exponential.erf(x / Math.sqrt(2))));
        check(
                Activations.GELU_TANH,
                x -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))));
        check(Activations.relu(0.1f, 1, 3), x -> x >= 1 ? Math.min(x, 3) : 0.1 * (x - 1));
        check(Activations.thresholded(0.7f), x -> x > 0.7f ? x : 0);
    }

    @Test
    void softmaxSumsToOneHoweverLargeTheValues() {
        float[] values = {9, 1000, 1001, 9};

        Activations.SOFTMAX.apply(values, 1, 3);

        assertThat(values).containsExactly(new float[] {9, 0.26894143f, 0.7310586f, 9}, within(1e-7f));
    }

    @Test
    void logSoftmaxIsItsLogarithm() {
        float[] values = {-3, 0, 2};
        float[] logs = values.clone();

        Activations.SOFTMAX.apply(values, 0, 3);
        Activations.LOG_SOFTMAX.apply(logs, 0, 3);

        for (int i = 0; i < 3; i++) {
            assertThat((double) logs[i]).isCloseTo(Math.log(values[i]), within(1e-6));
        }
    }

    @Test
    void keepsMissingValuesMissing() {
        float[] values = {Float.NaN};
        for (Activation activation : new Activation[] {
            Activations.RELU,
            Activations.SIGMOID,
            Activations.TANH,
            Activations.GELU,
            Activations.SELU,
            Activations.SILU
        }) {
            activation.apply(values, 0, 1);
            assertThat(values[0]).isNaN();
        }
    }

    private static void check(Activation activation, DoubleUnaryOperator formula) {
        for (float x = -12; x < 12; x += 0.0371f) {
            float[] values = {x};
            activation.apply(values, 0, 1);
            double expected = formula.applyAsDouble(x);
            assertThat((double) values[0]).isCloseTo(expected, within(CLOSE * Math.max(1, Math.abs(expected))));
        }
    }
}
