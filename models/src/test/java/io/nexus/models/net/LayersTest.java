package io.nexus.models.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nexus.models.net.Windows.Padding;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayersTest {
    private static final Recurrent.Ends PLAIN = new Recurrent.Ends(false, false, false);
    private static final Recurrent.Ends MASKED = new Recurrent.Ends(true, false, false);

    @Test
    void multipliesAsTheDefinitionForAllWidths() {
        Random random = new Random(1);
        for (int rows = 1; rows < 10; rows++) {
            for (int columns = 1; columns < 10; columns++) {
                float[] weights = random(random, rows * columns);
                float[] in = random(random, rows);
                float[] out = new float[columns];

                new Matrix(weights, rows, columns).addProduct(in, 0, out, 0);

                for (int column = 0; column < columns; column++) {
                    double sum = 0;
                    for (int row = 0; row < rows; row++) {
                        sum += (double) in[row] * weights[row * columns + column];
                    }
                    assertThat((double) out[column]).isCloseTo(sum, within(1e-5));
                }
            }
        }
    }

    @Test
    void placesWindowsAsKerasDoes() {
        assertThat(Windows.of(10, Padding.VALID, 2, 3, 1)).isEqualTo(new Windows(10, 3, 2, 1, 0, 4));
        assertThat(Windows.of(10, Padding.SAME, 2, 3, 1)).isEqualTo(new Windows(10, 3, 2, 1, 0, 5));
        assertThat(Windows.of(10, Padding.SAME, 1, 4, 1)).isEqualTo(new Windows(10, 4, 1, 1, 1, 10));
        assertThat(Windows.of(10, Padding.CAUSAL, 1, 3, 2)).isEqualTo(new Windows(10, 3, 1, 2, 4, 10));
        assertThatThrownBy(() -> Windows.of(2, Padding.VALID, 1, 3, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void convolvesEachGroupAlone() {
        Matrix[][] taps = {
            {new Matrix(new float[] {1}, 1, 1), new Matrix(new float[] {10}, 1, 1)},
            {new Matrix(new float[] {2}, 1, 1), new Matrix(new float[] {20}, 1, 1)}
        };
        Grid grid = Grid.sliding(List.of(Windows.of(3, Padding.CAUSAL, 1, 2, 1)));
        Layer layer = new GridConvolution(grid, taps, new float[] {0, 1}, Activations.LINEAR);

        assertThat(apply(layer, new float[] {1, 2, 3, 4, 5, 6})).containsExactly(2, 41, 7, 101, 13, 161);
    }

    @Test
    void poolsOverWhatIsThere() {
        Windows windows = Windows.of(3, Padding.SAME, 2, 2, 1);

        assertThat(apply(new GridPooling(Grid.sliding(List.of(windows)), 1, false), new float[] {-1, -2, -3}))
                .containsExactly(-1, -3);
        assertThat(apply(new GridPooling(Grid.sliding(List.of(windows)), 1, true), new float[] {-1, -2, -3}))
                .containsExactly(-1.5f, -3);
    }

    @Test
    void movesValues() {
        Shape input = Shape.of(2, 3);
        float[] values = {1, 2, 3, 4, 5, 6};

        assertThat(apply(Pick.permuted(input, new int[] {1, 0}), values)).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(apply(Pick.reversed(input), values)).containsExactly(4, 5, 6, 1, 2, 3);
        assertThat(apply(Pick.padded(input, 1, 0), values)).containsExactly(0, 0, 0, 1, 2, 3, 4, 5, 6);
        assertThat(apply(Pick.padded(input, -1, 0), values)).containsExactly(4, 5, 6);
        assertThat(apply(Pick.upsampled(input, 2), values)).containsExactly(1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6);
        assertThat(apply(Pick.repeated(Shape.of(2), 2), new float[] {7, 8})).containsExactly(7, 8, 7, 8);
    }

    @Test
    void joinsAlongAnyAxis() {
        List<Shape> shapes = List.of(Shape.of(2, 1), Shape.of(2, 2));
        float[] a = {1, 2};
        float[] b = {3, 4, 5, 6};

        assertThat(apply(new Concatenate(shapes, 1), a, b)).containsExactly(1, 3, 4, 2, 5, 6);
        assertThat(apply(new Concatenate(List.of(Shape.of(1, 2), Shape.of(2, 2)), 0), a, b))
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThatThrownBy(() -> new Concatenate(shapes, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void combinesValueByValue() {
        Shape shape = Shape.of(2);
        float[] a = {1, 5};
        float[] b = {3, 2};

        assertThat(apply(new Merge(shape, Merge.Rule.ADD), a, b)).containsExactly(4, 7);
        assertThat(apply(new Merge(shape, Merge.Rule.SUBTRACT), a, b)).containsExactly(-2, 3);
        assertThat(apply(new Merge(shape, Merge.Rule.MULTIPLY), a, b)).containsExactly(3, 10);
        assertThat(apply(new Merge(shape, Merge.Rule.AVERAGE), a, b)).containsExactly(2, 3.5f);
        assertThat(apply(new Merge(shape, Merge.Rule.MAXIMUM), a, b)).containsExactly(3, 5);
        assertThat(apply(new Merge(shape, Merge.Rule.MINIMUM), a, b)).containsExactly(1, 2);
    }

    @Test
    void skippedStepsLeaveStateAndOutputAsTheyAre() {
        Matrix one = new Matrix(new float[] {1}, 1, 1);
        Cell sum = new SimpleCell(one, one, null, Activations.LINEAR);
        float[] steps = {1, 2, 4};
        float[] mask = {1, 0, 1};

        assertThat(apply(new Recurrent(sum, 3, new Recurrent.Run(false, true, false), MASKED), steps, mask))
                .containsExactly(1, 1, 5);
        assertThat(apply(new Recurrent(sum, 3, new Recurrent.Run(false, true, true), MASKED), steps, mask))
                .containsExactly(1, 0, 5);
        assertThat(apply(new Recurrent(sum, 3, new Recurrent.Run(true, true, false), PLAIN), steps))
                .containsExactly(4, 6, 7);
        assertThat(apply(new Recurrent(sum, 3, new Recurrent.Run(true, false, false), PLAIN), steps))
                .containsExactly(7);
        assertThat(apply(new StepMask(Shape.of(3, 1), 2), steps)).containsExactly(1, 0, 1);
        assertThat(apply(new GlobalMean(Shape.of(3, 1)), steps, mask)).containsExactly(2.5f);
    }

    private static float[] apply(Layer layer, float[]... inputs) {
        float[] output = new float[(int) layer.shape().count()];
        layer.apply(inputs, output, new float[layer.workSize()]);
        return output;
    }

    private static float[] random(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
