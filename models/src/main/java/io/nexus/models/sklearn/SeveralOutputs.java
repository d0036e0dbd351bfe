package io.nexus.models.sklearn;

import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** One model for each output. */
final class SeveralOutputs {
    private SeveralOutputs() {}

    static boolean reads(String name) {
        return switch (name) {
            case "MultiOutputRegressor", "MultiOutputClassifier", "RegressorChain" -> true;
            default -> false;
        };
    }

    static Fitted read(Fields fields, Estimators estimators) throws RefusedException {
        List<Stage> parts = new ArrayList<>();
        List<Port> ports = new ArrayList<>();
        boolean isClassifier = fields.name().endsWith("Classifier");
        String kind = "";
        for (Object member : fields.list("estimators_")) {
            Fitted fitted = estimators.read(fields.asInstance("estimators_", member));
            Stage answer = isClassifier ? fitted.probabilities() : fitted.prediction();
            if (answer == null || (!isClassifier && answer.outputs() != 1)) {
                throw Refusals.unsupported("the member " + fitted.kind() + " of the " + fields.name() + " gives no "
                        + (isClassifier ? "probabilities" : "single prediction"));
            }
            kind = fitted.kind();
            ports.add(Port.of("probabilities_" + parts.size(), answer.outputs(), NumberType.FLOAT64));
            parts.add(answer);
        }
        String name = fields.name() + " (" + parts.size() + " of " + kind + ")";
        if (isClassifier) {
            return Fitted.classifier(name, null, Stages.concat(parts), List.of())
                    .withPorts(ports);
        }
        return Fitted.regressor(
                name, fields.name().equals("RegressorChain") ? chain(fields, parts) : Stages.concat(parts));
    }

    /** Each model also sees the answers of those before it. */
    private static Stage chain(Fields fields, List<Stage> parts) throws RefusedException {
        int count = parts.size();
        if (count == 0) {
            throw fields.other("estimators_");
        }
        int inputs = parts.get(0).inputs();
        double[] order = fields.numbers("order_", count);
        for (int k = 0; k < count; k++) {
            boolean isPlace = order[k] >= 0 && order[k] < count && order[k] == Math.rint(order[k]);
            if (!isPlace || parts.get(k).inputs() != inputs + k) {
                throw fields.other("order_");
            }
        }
        return new Stage(inputs, count, () -> {
            Stage.Run[] runs = new Stage.Run[count];
            for (int k = 0; k < count; k++) {
                runs[k] = parts.get(k).open();
            }
            double[] row = new double[inputs + count];
            double[] one = new double[1];
            return (in, out) -> {
                System.arraycopy(in, 0, row, 0, inputs);
                for (int k = 0; k < count; k++) {
                    runs[k].apply(row, one);
                    row[inputs + k] = one[0];
                    out[(int) order[k]] = one[0];
                }
            };
        });
    }
}
