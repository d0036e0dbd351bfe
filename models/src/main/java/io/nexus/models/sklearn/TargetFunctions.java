package io.nexus.models.sklearn;

import io.nexus.models.pickle.Global;
import io.nexus.models.serving.RefusedException;

/** Functions of numpy that lead back from a transformed target. */
final class TargetFunctions {
    private TargetFunctions() {}

    static Stage inverse(Fields transformer, int width) throws RefusedException {
        Object function = transformer.owner().attribute("inverse_func");
        if (function == null) {
            return Stage.identity(width);
        }
        String name = function instanceof Global global
                ? global.toString().replaceFirst("_?core\\._multiarray_umath\\.", "")
                : "a function of its owner";
        Stage.Finish finish =
                switch (name) {
                    case "numpy.exp" -> (values, count) -> {
                        for (int k = 0; k < count; k++) {
                            values[k] = Math.exp(values[k]);
                        }
                    };
                    case "numpy.expm1" -> (values, count) -> {
                        for (int k = 0; k < count; k++) {
                            values[k] = Math.expm1(values[k]);
                        }
                    };
                    case "numpy.square" -> (values, count) -> {
                        for (int k = 0; k < count; k++) {
                            values[k] *= values[k];
                        }
                    };
                    case "numpy.log1p" -> (values, count) -> {
                        for (int k = 0; k < count; k++) {
                            values[k] = Math.log1p(values[k]);
                        }
                    };
                    case "numpy.log" -> (values, count) -> {
                        for (int k = 0; k < count; k++) {
                            values[k] = Math.log(values[k]);
                        }
                    };
                    default -> throw Refusals.unsupported(
                            "the function " + Refusals.shown(name) + " of the target is not read");
                };
        return Stage.identity(width).finish(finish);
    }
}
