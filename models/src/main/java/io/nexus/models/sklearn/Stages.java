package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;
import java.util.Arrays;
import java.util.List;

/** Steps that join others. */
final class Stages {
    private Stages() {}

    /** All steps on the same row, their outputs one after the other. */
    static Stage concat(List<Stage> stages) throws RefusedException {
        int inputs = sameInputs(stages);
        int outputs = stages.stream().mapToInt(Stage::outputs).sum();
        return new Stage(inputs, outputs, () -> {
            Stage.Run[] runs = open(stages);
            double[] part = new double[widest(stages)];
            return (in, out) -> {
                int at = 0;
                for (int s = 0; s < runs.length; s++) {
                    runs[s].apply(in, part);
                    int width = stages.get(s).outputs();
                    System.arraycopy(part, 0, out, at, width);
                    at += width;
                }
            };
        });
    }

    /** Sum of the steps' outputs, each times its weight, divided by the sum of the weights. */
    static Stage average(List<Stage> stages, double[] weights) throws RefusedException {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        return weighted(stages, weights, total);
    }

    /** Sum of the steps' outputs. */
    static Stage sum(List<Stage> stages) throws RefusedException {
        double[] ones = new double[stages.size()];
        Arrays.fill(ones, 1);
        return weighted(stages, ones, 1);
    }

    /** Sum of the steps' outputs, each times its weight, divided. */
    static Stage weighted(List<Stage> stages, double[] weights, double divisor) throws RefusedException {
        int inputs = sameInputs(stages);
        int outputs = stages.get(0).outputs();
        for (Stage stage : stages) {
            if (stage.outputs() != outputs) {
                throw Refusals.inconsistent(
                        "models that are averaged give " + outputs + " and " + stage.outputs() + " values");
            }
        }
        return new Stage(inputs, outputs, () -> {
            Stage.Run[] runs = open(stages);
            double[] part = new double[outputs];
            return (in, out) -> {
                Arrays.fill(out, 0, outputs, 0);
                for (int s = 0; s < runs.length; s++) {
                    runs[s].apply(in, part);
                    for (int k = 0; k < outputs; k++) {
                        out[k] += part[k] * weights[s];
                    }
                }
                for (int k = 0; k < outputs; k++) {
                    out[k] /= divisor;
                }
            };
        });
    }

    /** The numbers at the given places. */
    static Stage select(int inputs, int[] columns) throws RefusedException {
        for (int column : columns) {
            if (column < 0 || column >= inputs) {
                throw Refusals.inconsistent("column " + column + " is used, but a row has " + inputs);
            }
        }
        return Stage.pure(inputs, columns.length, (in, out) -> {
            for (int k = 0; k < columns.length; k++) {
                out[k] = in[columns[k]];
            }
        });
    }

    private static int sameInputs(List<Stage> stages) throws RefusedException {
        if (stages.isEmpty()) {
            throw Refusals.inconsistent("a model is made of no models");
        }
        int inputs = stages.get(0).inputs();
        for (Stage stage : stages) {
            if (stage.inputs() != inputs) {
                throw Refusals.inconsistent(
                        "models that are joined take " + inputs + " and " + stage.inputs() + " values");
            }
        }
        return inputs;
    }

    private static Stage.Run[] open(List<Stage> stages) throws RefusedException {
        Stage.Run[] runs = new Stage.Run[stages.size()];
        for (int s = 0; s < runs.length; s++) {
            runs[s] = stages.get(s).open();
        }
        return runs;
    }

    private static int widest(List<Stage> stages) {
        return stages.stream().mapToInt(Stage::outputs).max().orElse(0);
    }
}
