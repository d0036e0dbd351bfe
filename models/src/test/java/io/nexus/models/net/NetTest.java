package io.nexus.models.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.RefusedException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetTest {
    private static final int ROWS = 1000;

    @Test
    void allocatesNothingPerRow() throws RefusedException {
        Model model = net().open();
        double[] in = new double[6];
        double[] out = new double[2];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        model.evaluate(in, out);

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROWS; i++) {
            model.evaluate(in, out);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(ROWS);
    }

    @Test
    void opensModelsThatDoNotDisturbEachOther() throws RefusedException {
        Net net = net();
        Model one = net.open();
        Model other = net.open();
        double[] first = new double[2];
        double[] again = new double[2];

        one.evaluate(new double[] {1, 2, 3, 4, 5, 6}, first);
        other.evaluate(new double[6], again);
        one.evaluate(new double[] {1, 2, 3, 4, 5, 6}, again);

        assertThat(again).isEqualTo(first);
    }

    @Test
    void refusesARowThatTakesTooLong() {
        NetBuilder net = new NetBuilder();

        assertThatThrownBy(() -> {
                    int place = net.input("x", Shape.of(2_000, 100), NumberType.FLOAT32);
                    Matrix kernel = new Matrix(new float[100 * 3000], 100, 3000);
                    net.add(new Dense(Shape.of(1_000, 100), kernel, null, Activations.LINEAR), place);
                    net.add(new Dense(Shape.of(2_000, 100), kernel, null, Activations.LINEAR), place);
                })
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("a row of this net takes more than");
    }

    private static Net net() throws RefusedException {
        NetBuilder net = new NetBuilder();
        int input = net.input("x", Shape.of(3, 2), NumberType.FLOAT32);
        Matrix kernel = new Matrix(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 4);
        Matrix recurrent = new Matrix(new float[] {1, 1, 1, 1}, 1, 4);
        Cell cell = new LstmCell(kernel, recurrent, null, Activations.TANH, Activations.SIGMOID);
        int lstm = net.add(
                new Recurrent(cell, 3, new Recurrent.Run(false, false, false), new Recurrent.Ends(false, false, false)),
                input);
        Matrix last = new Matrix(new float[] {1, -1}, 1, 2);
        int dense = net.add(new Dense(Shape.of(1), last, null, Activations.SOFTMAX), lstm);
        return net.build(List.of(new NetBuilder.Output("y", Shape.of(2), dense)));
    }
}
