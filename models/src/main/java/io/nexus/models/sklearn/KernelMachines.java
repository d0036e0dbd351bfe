package io.nexus.models.sklearn;

import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.serving.RefusedException;
import java.util.List;

/** Support vector machines with a kernel, as libsvm computes them. */
final class KernelMachines {
    private static final int MOST_CLASSES = 500;

    private KernelMachines() {}

    static Fitted read(Fields fields) throws RefusedException {
        Kernel kernel = kernel(fields);
        boolean isRegressor = fields.name().endsWith("SVR") || fields.name().equals("OneClassSVM");
        List<Object> classes = isRegressor ? List.of() : Classes.of(fields);
        int groups = isRegressor ? 2 : classes.size();
        if (groups > MOST_CLASSES) {
            throw Refusals.tooLarge(
                    "the " + fields.name() + " has " + groups + " classes, at most " + MOST_CLASSES + " are read");
        }
        int pairs = groups * (groups - 1) / 2;
        double[] weights = fields.finite("_dual_coef_", fields.numbers("_dual_coef_", (groups - 1) * kernel.vectors()));
        double[] intercepts = fields.finite("_intercept_", fields.numbers("_intercept_", pairs));
        if (isRegressor) {
            return Fitted.regressor(
                    fields.name(),
                    machine(kernel, new PairedVotes(new int[] {kernel.vectors(), 0}, weights, intercepts)));
        }
        int[] counts = counts(fields, groups, kernel.vectors());
        Stage decisions = machine(kernel, new PairedVotes(counts, weights, intercepts));
        double[] a = numbers(fields, "_probA", "probA_");
        double[] b = numbers(fields, "_probB", "probB_");
        Stage probabilities = null;
        if (a.length == pairs && b.length == pairs && fields.flag("probability", true)) {
            probabilities = decisions.then(PairedProbabilities.stage(groups, a, b));
        }
        if (groups == 2) {
            Stage decision = decisions.finish((values, count) -> values[0] = -values[0]);
            return Fitted.classifier(fields.name(), decision, probabilities, classes);
        }
        boolean isPaired = fields.isText("decision_function_shape", "ovo");
        Stage votes = decisions.then(votes(groups, pairs));
        Stage decision = isPaired ? decisions : votes.then(votesAsScores(groups));
        Stage choice =
                fields.flag("break_ties", false) ? decision.then(Choices.largest(groups)) : firstOfMost(votes, groups);
        return Fitted.classifier(fields.name(), decision, probabilities, classes)
                .withChoice(choice);
    }

    /** Confidences and votes of each class from the decisions of each pair. */
    private static Stage votes(int groups, int pairs) {
        return new Stage(pairs, 2 * groups, () -> {
            double[] decisions = new double[pairs];
            boolean[] isSecond = new boolean[pairs];
            double[] sums = new double[groups];
            double[] votes = new double[groups];
            return (in, out) -> {
                for (int p = 0; p < pairs; p++) {
                    decisions[p] = -in[p];
                    isSecond[p] = in[p] < 0;
                }
                Choices.paired(groups, decisions, isSecond, sums, votes);
                System.arraycopy(sums, 0, out, 0, groups);
                System.arraycopy(votes, 0, out, groups, groups);
            };
        });
    }

    private static Stage votesAsScores(int groups) {
        return new Stage(2 * groups, groups, () -> {
            double[] votes = new double[groups];
            return (in, out) -> {
                System.arraycopy(in, groups, votes, 0, groups);
                Choices.join(groups, in, votes, out);
            };
        });
    }

    /** The first class of those with the most votes, as libsvm chooses. */
    private static Stage firstOfMost(Stage votes, int groups) throws RefusedException {
        int[] places = new int[groups];
        for (int k = 0; k < groups; k++) {
            places[k] = groups + k;
        }
        return votes.then(Stages.select(2 * groups, places)).then(Choices.largest(groups));
    }

    private static double[] numbers(Fields fields, String name, String older) throws RefusedException {
        String found = fields.has(name) ? name : older;
        return fields.has(found) ? fields.finite(found, fields.numbers(found)) : new double[0];
    }

    private static int[] counts(Fields fields, int groups, int vectors) throws RefusedException {
        double[] numbers = fields.numbers(fields.has("_n_support") ? "_n_support" : "n_support_", groups);
        int[] counts = new int[groups];
        int sum = 0;
        for (int g = 0; g < groups; g++) {
            if (!(numbers[g] >= 0 && numbers[g] <= vectors)) {
                throw Refusals.inconsistent(
                        "class " + g + " of the " + fields.name() + " has " + numbers[g] + " support vectors");
            }
            counts[g] = (int) numbers[g];
            sum += counts[g];
        }
        if (sum != vectors) {
            throw Refusals.inconsistent("the classes of the " + fields.name() + " have " + sum
                    + " support vectors, but there are " + vectors);
        }
        return counts;
    }

    private static Kernel kernel(Fields fields) throws RefusedException {
        if (fields.flag("_sparse", false)) {
            throw Refusals.unsupported("the " + fields.name() + " was fitted on sparse rows");
        }
        NumpyArray array = fields.array("support_vectors_");
        if (array.shape().length != 2 || array.size() == 0) {
            throw Refusals.unsupported("the " + fields.name() + " has no support vectors");
        }
        double[] vectors = fields.finite("support_vectors_", fields.numbers("support_vectors_"));
        double gamma = fields.number("_gamma", 0);
        double coefficient = fields.number("coef0", 0);
        double degree = fields.number("degree", 3);
        fields.finite("the kernel", new double[] {gamma, coefficient, degree});
        String name = fields.text("kernel", "a function of its owner");
        if (!List.of("rbf", "linear", "poly", "sigmoid").contains(name)) {
            throw Refusals.unsupported(
                    "the kernel '" + Refusals.shown(name) + "' of the " + fields.name() + " is not read");
        }
        return new Kernel(name, array.shape()[0], vectors, gamma, coefficient, degree);
    }

    private static Stage machine(Kernel kernel, PairedVotes votes) {
        int features = kernel.features();
        return new Stage(features, votes.outputs(), () -> {
            double[] near = new double[kernel.vectors()];
            return (in, out) -> {
                kernel.apply(in, near);
                votes.apply(near, out);
            };
        });
    }
}
