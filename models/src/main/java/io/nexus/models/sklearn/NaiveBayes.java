package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;
import java.util.List;

/** Classifiers that take each column by itself. */
final class NaiveBayes {
    private NaiveBayes() {}

    static boolean reads(String name) {
        return switch (name) {
            case "GaussianNB", "BernoulliNB", "MultinomialNB", "ComplementNB" -> true;
            default -> false;
        };
    }

    static Fitted read(Fields fields) throws RefusedException {
        List<Object> classes = Classes.of(fields);
        Stage scores = fields.name().equals("GaussianNB") ? gaussian(fields, classes.size()) : counts(fields, classes);
        return Fitted.classifier(fields.name(), null, scores.finish(Links::logShares), classes);
    }

    private static Stage gaussian(Fields fields, int classes) throws RefusedException {
        int width = Projections.shape(fields, "theta_")[1];
        double[] means = fields.finite("theta_", fields.numbers("theta_", classes * width));
        String name = fields.has("var_") ? "var_" : "sigma_";
        double[] variances = fields.finite(name, fields.numbers(name, classes * width));
        double[] starts = fields.numbers("class_prior_", classes);
        for (int k = 0; k < classes; k++) {
            double sum = 0;
            for (int i = 0; i < width; i++) {
                sum += Math.log(2 * Math.PI * variances[k * width + i]);
            }
            starts[k] = Math.log(starts[k]) - 0.5 * sum;
        }
        return Stage.pure(width, classes, (in, out) -> {
            for (int k = 0, at = 0; k < classes; k++) {
                double sum = 0;
                for (int i = 0; i < width; i++, at++) {
                    double distance = in[i] - means[at];
                    sum += distance * distance / variances[at];
                }
                out[k] = starts[k] - 0.5 * sum;
            }
        });
    }

    private static Stage counts(Fields fields, List<Object> classes) throws RefusedException {
        int count = classes.size();
        int width = Projections.shape(fields, "feature_log_prob_")[1];
        double[] weights = fields.finite("feature_log_prob_", fields.numbers("feature_log_prob_", count * width));
        boolean isComplement = fields.name().equals("ComplementNB");
        double[] starts = isComplement && count > 1 ? new double[count] : fields.numbers("class_log_prior_", count);
        if (!fields.name().equals("BernoulliNB")) {
            return LinearModels.affine(weights, starts);
        }
        for (int k = 0, at = 0; k < count; k++) {
            for (int i = 0; i < width; i++, at++) {
                double absent = Math.log(1 - Math.exp(weights[at]));
                weights[at] -= absent;
                starts[k] += absent;
            }
        }
        fields.finite("feature_log_prob_", weights);
        Stage linear = LinearModels.affine(weights, starts);
        if (!fields.has("binarize")) {
            return linear;
        }
        double threshold = fields.number("binarize");
        Stage flags = Stage.identity(width).finish((values, size) -> {
            for (int i = 0; i < size; i++) {
                values[i] = values[i] > threshold ? 1 : 0;
            }
        });
        return flags.then(linear);
    }
}
