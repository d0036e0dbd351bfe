package io.nexus.models.sklearn;

import io.nexus.models.pickle.Instance;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** Reads estimators by the name of their class. */
final class Estimators {
    private final Spending spending;
    private final BoosterReader boosters;
    private final List<String> notes = new ArrayList<>();

    Estimators(Spending spending, BoosterReader boosters) {
        this.spending = spending;
        this.boosters = boosters;
    }

    Fields fields(Instance instance) {
        return new Fields(instance, spending);
    }

    /** What the owner should know about the parts, once each. */
    List<String> notes() {
        return notes.stream().distinct().toList();
    }

    /** The estimator with all answers it has. */
    Fitted read(Instance instance) throws RefusedException {
        spending.enter();
        Fitted fitted = BoosterModels.reads(instance)
                ? BoosterModels.read(fields(instance), boosters, notes)
                : sklearn(instance);
        spending.leave();
        return fitted;
    }

    private Fitted sklearn(Instance instance) throws RefusedException {
        Fields fields = fields(instance);
        String name = instance.name();
        if (!instance.module().startsWith("sklearn.")) {
            throw unknown(instance);
        }
        if (LinearModels.reads(name)) {
            return LinearModels.read(fields);
        }
        if (Forests.reads(name)) {
            return Forests.read(fields);
        }
        if (Scalers.reads(name)) {
            return Scalers.read(fields);
        }
        if (Columns.reads(name)) {
            return Columns.read(fields);
        }
        if (Encoders.reads(name)) {
            return Encoders.read(fields);
        }
        if (Projections.reads(name)) {
            return Projections.read(fields);
        }
        if (Selectors.reads(name)) {
            return Selectors.read(fields);
        }
        if (NaiveBayes.reads(name)) {
            return NaiveBayes.read(fields);
        }
        if (Discriminants.reads(name)) {
            return Discriminants.read(fields);
        }
        if (Clusters.reads(name)) {
            return Clusters.read(fields);
        }
        if (Neighbours.reads(name)) {
            return Neighbours.read(fields);
        }
        if (Outliers.reads(name)) {
            return Outliers.read(fields);
        }
        if (Constants.reads(name)) {
            return Constants.read(fields);
        }
        if (Committees.reads(name)) {
            return Committees.read(fields, this);
        }
        if (SeveralOutputs.reads(name)) {
            return SeveralOutputs.read(fields, this);
        }
        return switch (name) {
            case "PowerTransformer" -> Powers.read(fields);
            case "SelectFromModel" -> Importances.read(fields);
            case "KernelRidge" -> KernelSums.read(fields);
            case "GaussianMixture" -> Mixtures.read(fields);
            case "GradientBoostingClassifier", "GradientBoostingRegressor" -> GradientBoosting.read(fields, this);
            case "HistGradientBoostingClassifier", "HistGradientBoostingRegressor" -> HistBoosting.read(fields, this);
            case "IsolationForest" -> IsolationForests.read(fields);
            case "MLPClassifier", "MLPRegressor" -> NeuralNets.read(fields);
            case "SVC", "NuSVC", "SVR", "NuSVR" -> KernelMachines.read(fields);
            case "IsotonicRegression", "_SigmoidCalibration" -> Calibration.curve(fields);
            case "CalibratedClassifierCV" -> Calibration.folds(fields, this);
            case "Pipeline" -> Pipelines.read(fields, this);
            case "ColumnTransformer", "FeatureUnion" -> ColumnGroups.read(fields, this);
            case "GridSearchCV", "RandomizedSearchCV", "HalvingGridSearchCV", "HalvingRandomSearchCV" -> read(
                    fields.instance("best_estimator_"));
            case "FrozenEstimator" -> read(fields.instance("estimator"));
            case "RANSACRegressor", "TunedThresholdClassifierCV", "FixedThresholdClassifier" -> read(
                    fields.instance("estimator_"));
            case "SelfTrainingClassifier" -> read(
                    fields.instance(fields.has("estimator_") ? "estimator_" : "base_estimator_"));
            case "VotingClassifier", "VotingRegressor" -> Ensembles.voting(fields, this);
            case "StackingClassifier", "StackingRegressor" -> Ensembles.stacking(fields, this);
            case "TransformedTargetRegressor" -> Ensembles.transformedTarget(fields, this);
            default -> throw unknown(instance);
        };
    }

    private static RefusedException unknown(Instance instance) {
        return Refusals.unsupported(
                "the class " + Refusals.shown(instance.type().toString()) + " is not read");
    }
}
