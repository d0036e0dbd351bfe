package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;

/** Power transforms that make columns more like a normal distribution, and the way back. */
final class Powers {
    private static final double EPS = 0x1p-52;

    private Powers() {}

    static Fitted read(Fields fields) throws RefusedException {
        double[] powers = lambdas(fields);
        boolean isBoxCox = fields.isText("method", "box-cox");
        Stage stage = Stage.identity(powers.length).finish((values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = isBoxCox ? boxCox(values[i], powers[i]) : yeoJohnson(values[i], powers[i]);
            }
        });
        if (!fields.flag("standardize", true)) {
            return Fitted.transformer(fields.name(), stage);
        }
        Stage scaler = Scalers.read(fields.of(fields.instance("_scaler"))).transform();
        if (scaler == null) {
            throw fields.other("_scaler");
        }
        return Fitted.transformer(fields.name(), stage.then(scaler));
    }

    private static double[] lambdas(Fields fields) throws RefusedException {
        return fields.finite("lambdas_", fields.numbers("lambdas_"));
    }

    static Stage inverse(Fields fields) throws RefusedException {
        double[] powers = lambdas(fields);
        if (fields.isText("method", "box-cox")) {
            throw Refusals.unsupported("the way back through a PowerTransformer of box-cox is not read");
        }
        Stage back = Stage.identity(powers.length).finish((values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = back(values[i], powers[i]);
            }
        });
        return fields.flag("standardize", true)
                ? Scalers.inverse(fields.of(fields.instance("_scaler"))).then(back)
                : back;
    }

    private static double boxCox(double x, double power) {
        return Math.abs(power) < 1e-19 ? Math.log(x) : Math.expm1(power * Math.log(x)) / power;
    }

    private static double yeoJohnson(double x, double power) {
        if (x >= 0) {
            return Math.abs(power) < EPS ? Math.log1p(x) : (Math.pow(x + 1, power) - 1) / power;
        }
        return Math.abs(power - 2) > EPS ? -(Math.pow(-x + 1, 2 - power) - 1) / (2 - power) : -Math.log1p(-x);
    }

    private static double back(double y, double power) {
        if (y >= 0) {
            return Math.abs(power) < EPS ? Math.expm1(y) : Math.pow(y * power + 1, 1 / power) - 1;
        }
        return Math.abs(power - 2) > EPS ? 1 - Math.pow(-(2 - power) * y + 1, 1 / (2 - power)) : -Math.expm1(-y);
    }
}
