package io.nexus.models.onnx;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFailure;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.serving.Signature;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Asks a model a few rows before it is accepted: the answers are finite and come in time. */
final class DryRun {
    private static final int ROWS = 16;
    private static final long SEED = 42;
    private static final double SPREAD = 6;

    private final Prepared prepared;
    private final Limits limits;

    DryRun(Prepared prepared, Limits limits) {
        this.prepared = prepared;
        this.limits = limits;
    }

    /** A row of zeros, one of ones, then random ones between -3 and 3; inputs of whole numbers get zeros and ones. */
    static double[] row(Signature signature, int number, SplittableRandom random) {
        double[] row = new double[signature.inputWidth()];
        Arrays.fill(row, Math.min(1, number));
        if (number < 2) {
            return row;
        }
        int at = 0;
        for (Port port : signature.inputs()) {
            boolean isFloat = port.type() == NumberType.FLOAT32 || port.type() == NumberType.FLOAT64;
            int end = at + port.width();
            while (at < end) {
                double unit = random.nextDouble();
                row[at++] = isFloat ? (float) (SPREAD * (unit - 0.5)) : Math.round(unit);
            }
        }
        return row;
    }

    /** @throws RefusedException if an answer is no finite number, fails, or comes late */
    void check(OrtModel model) throws RefusedException {
        double[] answer = new double[model.signature().outputWidth()];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < ROWS; i++) {
            double[] row = row(model.signature(), i, random);
            try (Watchdog watchdog = new Watchdog(model.options(), limits.dryRunMs())) {
                watchdog.start();
                ask(model, watchdog, row, answer);
            }
            for (double value : answer) {
                if (!Double.isFinite(value)) {
                    throw wrong(row, value);
                }
            }
        }
    }

    private void ask(OrtModel model, Watchdog watchdog, double[] row, double[] answer) throws RefusedException {
        try {
            model.evaluate(row, answer);
        } catch (ModelFailure e) {
            watchdog.refuseIfStopped();
            throw new RefusedException(
                    Refusal.WRONG_ANSWER,
                    "The model fails on a row of finite numbers: " + e.getMessage(),
                    "Run the file on one row with onnxruntime in Python and export it again when it answers.");
        }
    }

    private RefusedException wrong(double[] row, double value) throws RefusedException {
        return new RefusedException(
                Refusal.WRONG_ANSWER,
                "The model answers " + value + " to a row of finite numbers" + culprit(row) + ".",
                "Export the model with the scaling and clipping that keeps its answers finite, e.g. a Clip before a Log.");
    }

    /** The first operator that gives something else than finite numbers. */
    private String culprit(double[] row) throws RefusedException {
        Set<String> all = new HashSet<>();
        prepared.model().graph().nodes().forEach(node -> all.addAll(node.outputs()));
        all.remove("");
        Map<String, TensorDef> values = TrialRun.values(prepared, all, row, limits);
        for (NodeDef node : prepared.model().graph().nodes()) {
            for (String output : node.outputs()) {
                TensorDef value = values.get(output);
                if (value != null
                        && Arrays.stream(TreeCheck.numbers(value)).anyMatch(number -> !Double.isFinite(number))) {
                    return ", from the operator " + node.fullName() + " that writes " + prepared.original(output);
                }
            }
        }
        return "";
    }
}
