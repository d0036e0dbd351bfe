package io.nexus.models.sklearn;

import io.nexus.models.pickle.Global;
import io.nexus.models.serving.RefusedException;
import java.util.function.DoubleUnaryOperator;

/** Functions of numpy that transform columns, or lead back from a transformed target. */
final class TargetFunctions {
    private TargetFunctions() {}

    private static Stage.Finish each(DoubleUnaryOperator function) {
        return (values, count) -> {
            for (int k = 0; k < count; k++) {
                values[k] = function.applyAsDouble(values[k]);
            }
        };
    }

    static Stage inverse(Fields transformer, int width) throws RefusedException {
        return of(transformer, "inverse_func", width);
    }

    /** A function of numpy; none hands its numbers on. */
    static Stage of(Fields transformer, String attribute, int width) throws RefusedException {
        Object function = transformer.owner().attribute(attribute);
        if (function == null) {
            return Stage.identity(width);
        }
        String name = function instanceof Global global
                ? global.toString().replaceFirst("_?core\\._multiarray_umath\\.", "")
                : "a function of its owner";
        Stage.Finish finish =
                switch (name) {
                    case "numpy.exp" -> each(Math::exp);
                    case "numpy.expm1" -> each(Math::expm1);
                    case "numpy.square" -> each(value -> value * value);
                    case "numpy.log1p" -> each(Math::log1p);
                    case "numpy.log" -> each(Math::log);
                    case "numpy.sqrt" -> each(Math::sqrt);
                    case "numpy.tanh" -> each(Math::tanh);
                    case "numpy.abs", "numpy.absolute" -> each(Math::abs);
                    case "numpy.sign" -> each(Math::signum);
                    default -> throw Refusals.unsupported("the function " + Refusals.shown(name) + " is not read");
                };
        return Stage.identity(width).finish(finish);
    }
}
