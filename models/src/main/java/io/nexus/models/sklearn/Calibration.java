package io.nexus.models.sklearn;

import io.nexus.models.pickle.Instance;
import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Isotonic and Platt calibration, and classifiers that are calibrated by folds. */
final class Calibration {
    private static final double LEAST_PROBABILITY = 1e-12;

    private Calibration() {}

    /** From one value to one value. */
    static Fitted curve(Fields fields) throws RefusedException {
        return fields.name().equals("_SigmoidCalibration") ? sigmoid(fields) : isotonic(fields);
    }

    private static Fitted sigmoid(Fields fields) throws RefusedException {
        double a = fields.number("a_");
        double b = fields.number("b_");
        fields.finite("a_ and b_", new double[] {a, b});
        return Fitted.regressor("Platt scaling", Stage.pure(1, 1, (in, out) -> out[0] = Links.expit(-(a * in[0] + b))));
    }

    private static Fitted isotonic(Fields fields) throws RefusedException {
        boolean isOld = !fields.has("X_thresholds_");
        double[] x = fields.numbers(isOld ? "_necessary_X_" : "X_thresholds_");
        double[] y = fields.numbers(isOld ? "_necessary_y_" : "y_thresholds_");
        Interpolation curve = Interpolation.of(x, y);
        double least = fields.number("X_min_");
        double most = fields.number("X_max_");
        boolean isClipped = fields.isText("out_of_bounds", "clip");
        boolean isFloat = !isOld && isFloat32(fields.array("X_thresholds_"));
        return Fitted.regressor("IsotonicRegression", Stage.pure(1, 1, (in, out) -> {
            double place = isFloat ? (float) in[0] : in[0];
            if (isClipped) {
                place = Math.min(Math.max(place, least), most);
            }
            boolean isOutside = x.length > 1 && (place < x[0] || place > x[x.length - 1]);
            double height = isOutside ? Double.NaN : curve.at(place);
            out[0] = isFloat ? (float) height : height;
        }));
    }

    private static boolean isFloat32(NumpyArray array) {
        return array.type().kind() == 'f' && array.type().size() == Float.BYTES;
    }

    /** A classifier with calibrators, one copy for each fold; their probabilities are averaged. */
    static Fitted folds(Fields fields, Estimators estimators) throws RefusedException {
        List<Object> classes = Classes.of(fields);
        List<Stage> folds = new ArrayList<>();
        String inside = "";
        for (Object fold : fields.list("calibrated_classifiers_")) {
            Fields calibrated = fields.of(fields.asInstance("calibrated_classifiers_", fold));
            Fitted classifier =
                    estimators.read(calibrated.instance(calibrated.has("estimator") ? "estimator" : "base_estimator"));
            inside = classifier.kind();
            folds.add(fold(calibrated, classifier, classes, estimators));
        }
        double[] weights = new double[folds.size()];
        Arrays.fill(weights, 1);
        Stage mean = Stages.average(folds, weights);
        String kind = "CalibratedClassifierCV (" + fields.text("method", "sigmoid") + ", " + folds.size() + " of "
                + inside + ")";
        return Fitted.classifier(kind, null, mean, classes);
    }

    /** The softmax of the scores of all classes times one factor. */
    private static Stage tempered(Fields fields, Fitted classifier, List<Object> classes) throws RefusedException {
        List<Object> calibrators = fields.list("calibrators");
        if (calibrators.size() != 1 || !classifier.classes().equals(classes)) {
            throw fields.other("calibrators");
        }
        double beta =
                fields.of(fields.asInstance("calibrators", calibrators.get(0))).number("beta_");
        fields.finite("beta_", new double[] {beta});
        Stage decision = classifier.decision();
        Stage probabilities = classifier.probabilities();
        Stage scores;
        if (decision != null) {
            scores = decision.outputs() > 1
                    ? decision
                    : decision.then(Stage.pure(1, 2, (in, out) -> {
                        out[0] = -in[0];
                        out[1] = in[0];
                    }));
        } else if (probabilities != null) {
            scores = probabilities.finish((values, count) -> {
                for (int k = 0; k < count; k++) {
                    values[k] = Math.log(values[k] + LEAST_PROBABILITY);
                }
            });
        } else {
            throw Refusals.unsupported("a CalibratedClassifierCV is built around " + classifier.kind());
        }
        return scores.finish((values, count) -> {
            for (int k = 0; k < count; k++) {
                values[k] *= beta;
            }
            Links.softmax(values, count);
        });
    }

    private static Stage fold(Fields fields, Fitted classifier, List<Object> classes, Estimators estimators)
            throws RefusedException {
        boolean isBinary = classes.size() == 2;
        List<Object> calibrators = fields.list(fields.has("calibrators") ? "calibrators" : "calibrators_");
        if (calibrators.size() == 1
                && calibrators.get(0) instanceof Instance only
                && only.name().equals("_TemperatureScaling")) {
            return tempered(fields, classifier, classes);
        }
        List<Stage> curves = new ArrayList<>();
        for (Object calibrator : calibrators) {
            Instance instance = fields.asInstance("calibrators", calibrator);
            Stage curve = estimators.read(instance).prediction();
            if (curve == null || curve.inputs() != 1 || curve.outputs() != 1) {
                throw Refusals.unsupported("the calibrator " + Refusals.shown(instance.name()) + " is not read");
            }
            curves.add(curve);
        }
        Stage scores = scores(classifier, isBinary);
        if (!classifier.classes().equals(classes)
                || scores.outputs() != curves.size()
                || curves.size() != (isBinary ? 1 : classes.size())) {
            throw Refusals.unsupported("a fold of the CalibratedClassifierCV has other classes than the whole");
        }
        Stage calibrated = scores.then(side(curves));
        return isBinary ? calibrated.then(Links.both()) : calibrated.finish(Links::shares);
    }

    /** The scores that are calibrated: the decision function, else the probabilities. */
    private static Stage scores(Fitted classifier, boolean isBinary) throws RefusedException {
        if (classifier.decision() != null) {
            return classifier.decision();
        }
        if (classifier.probabilities() == null) {
            throw Refusals.unsupported("a CalibratedClassifierCV is built around " + Refusals.shown(classifier.kind())
                    + ", which is no classifier");
        }
        Stage all = classifier.probabilities();
        return isBinary && all.outputs() == 2 ? all.then(Stage.column(2, 1)) : all;
    }

    /** Each curve on its own value. */
    private static Stage side(List<Stage> curves) {
        int width = curves.size();
        return new Stage(width, width, () -> {
            Stage.Run[] runs = new Stage.Run[width];
            for (int k = 0; k < width; k++) {
                runs[k] = curves.get(k).open();
            }
            double[] value = new double[1];
            double[] height = new double[1];
            return (in, out) -> {
                for (int k = 0; k < width; k++) {
                    value[0] = in[k];
                    runs[k].apply(value, height);
                    out[k] = height[0];
                }
            };
        });
    }
}
