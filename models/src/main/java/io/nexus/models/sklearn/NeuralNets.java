package io.nexus.models.sklearn;

import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.serving.RefusedException;
import java.util.List;

/** Multi-layer perceptrons. */
final class NeuralNets {
    private NeuralNets() {}

    static Fitted read(Fields fields) throws RefusedException {
        List<Object> weights = fields.list("coefs_");
        List<Object> starts = fields.list("intercepts_");
        if (weights.isEmpty() || weights.size() != starts.size()) {
            throw Refusals.inconsistent(
                    "the net has " + weights.size() + " layers of weights and " + starts.size() + " of intercepts");
        }
        Stage.Finish hidden = activation(fields.text("activation", "relu"));
        Stage net = null;
        for (int layer = 0; layer < weights.size(); layer++) {
            Stage next = layer(fields, weights.get(layer), starts.get(layer));
            boolean isLast = layer == weights.size() - 1;
            next = next.finish(isLast ? activation(fields.text("out_activation_", "identity")) : hidden);
            net = net == null ? next : net.then(next);
        }
        if (net == null) {
            throw Refusals.inconsistent("the net has no layers");
        }
        if (fields.name().equals("MLPRegressor")) {
            return Fitted.regressor("MLPRegressor", net);
        }
        List<Object> classes = Classes.of(fields);
        if (net.outputs() == 1 && classes.size() == 2) {
            net = net.then(Links.both());
        } else if (net.outputs() != classes.size() || !fields.isText("out_activation_", "softmax", "logistic")) {
            throw Refusals.unsupported("the MLPClassifier gives " + net.outputs() + " labels at once");
        }
        return Fitted.classifier("MLPClassifier", null, net, classes);
    }

    private static Stage layer(Fields fields, Object weights, Object start) throws RefusedException {
        if (!(weights instanceof NumpyArray matrix) || matrix.shape().length != 2 || matrix.size() == 0) {
            throw fields.other("coefs_");
        }
        double[] from = fields.finite("intercepts_", fields.numbers("intercepts_", start));
        double[] byInput = fields.finite("coefs_", fields.numbers("coefs_", matrix));
        int inputs = matrix.shape()[0];
        int outputs = matrix.shape()[1];
        if (from.length != outputs) {
            throw Refusals.inconsistent(
                    "a layer of the net has " + outputs + " units and " + from.length + " intercepts");
        }
        return Stage.pure(inputs, outputs, (in, out) -> {
            System.arraycopy(from, 0, out, 0, outputs);
            for (int i = 0, w = 0; i < inputs; i++, w += outputs) {
                double x = in[i];
                for (int k = 0; k < outputs; k++) {
                    out[k] += x * byInput[w + k];
                }
            }
        });
    }

    private static Stage.Finish activation(String name) throws RefusedException {
        return switch (name) {
            case "identity" -> (values, count) -> {};
            case "logistic" -> Links::expits;
            case "softmax" -> Links::softmax;
            case "exp" -> Links::exps;
            case "relu" -> (values, count) -> {
                for (int k = 0; k < count; k++) {
                    values[k] = Math.max(values[k], 0);
                }
            };
            case "tanh" -> (values, count) -> {
                for (int k = 0; k < count; k++) {
                    values[k] = Math.tanh(values[k]);
                }
            };
            default -> throw Refusals.unsupported(
                    "the activation '" + Refusals.shown(name) + "' of the net is not read");
        };
    }
}
