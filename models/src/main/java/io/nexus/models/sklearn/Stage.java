package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;

/** A step from one row of numbers to another. Immutable; each thread opens its own.
 *
 * @param inputs how many numbers it takes
 * @param outputs how many numbers it gives */
record Stage(int inputs, int outputs, Opener opener) {
    /** An opened step, for one thread; allocates nothing. */
    @FunctionalInterface
    interface Run {
        /** Reads the first numbers of one array and writes the first numbers of the other, which is another array. */
        void apply(double[] in, double[] out);
    }

    /** Makes an opened step with its buffers. */
    @FunctionalInterface
    interface Opener {
        Run open() throws RefusedException;
    }

    /** A step without buffers. */
    static Stage pure(int inputs, int outputs, Run run) {
        return new Stage(inputs, outputs, () -> run);
    }

    /** A step that hands its input on. */
    static Stage identity(int width) {
        return pure(width, width, (in, out) -> System.arraycopy(in, 0, out, 0, width));
    }

    /** One of the numbers. */
    static Stage column(int inputs, int column) {
        return pure(inputs, 1, (in, out) -> out[0] = in[column]);
    }

    Run open() throws RefusedException {
        return opener.open();
    }

    /** This step, then another. */
    Stage then(Stage next) throws RefusedException {
        if (next.inputs != outputs) {
            throw Refusals.inconsistent("a step gives " + outputs + " values, but the next takes " + next.inputs);
        }
        return new Stage(inputs, next.outputs, () -> {
            Run first = open();
            Run second = next.open();
            double[] between = new double[outputs];
            return (in, out) -> {
                first.apply(in, between);
                second.apply(between, out);
            };
        });
    }

    /** This step, then a change of its outputs in place. */
    Stage finish(Finish finish) {
        return new Stage(inputs, outputs, () -> {
            Run run = open();
            return (in, out) -> {
                run.apply(in, out);
                finish.apply(out, outputs);
            };
        });
    }

    /** A change of numbers in place. */
    @FunctionalInterface
    interface Finish {
        void apply(double[] values, int count);
    }
}
