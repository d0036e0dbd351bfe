package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;
import java.util.List;

/** Models that answer the same to every row. */
final class Constants {
    private Constants() {}

    static boolean reads(String name) {
        return name.equals("DummyClassifier") || name.equals("DummyRegressor");
    }

    static Fitted read(Fields fields) throws RefusedException {
        int inputs = fields.integer("n_features_in_");
        if (fields.name().equals("DummyRegressor")) {
            return Fitted.regressor(
                    fields.name(), constant(inputs, fields.finite("constant_", fields.numbers("constant_"))));
        }
        List<Object> classes = Classes.of(fields);
        String strategy = fields.text("_strategy", fields.text("strategy", "prior"));
        double[] shares = fields.finite("class_prior_", fields.numbers("class_prior_", classes.size()));
        switch (strategy) {
            case "prior" -> {
                return Fitted.classifier(fields.name(), null, constant(inputs, shares), classes);
            }
            case "most_frequent" -> {
                double[] most = new double[shares.length];
                most[Links.argmax(shares, shares.length)] = 1;
                return Fitted.classifier(fields.name(), null, constant(inputs, most), classes);
            }
            default -> throw Refusals.unsupported(
                    "the strategy '" + Refusals.shown(strategy) + "' of the DummyClassifier is not read");
        }
    }

    private static Stage constant(int inputs, double[] values) {
        return Stage.pure(inputs, values.length, (in, out) -> System.arraycopy(values, 0, out, 0, values.length));
    }
}
