package io.nexus.models.sklearn;

import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fitted estimator and the answers it has. Each answer takes the same inputs.
 *
 * @param kind for people
 * @param transform what {@code transform} gives
 * @param prediction what {@code predict} gives, of a regressor
 * @param decision what {@code decision_function} gives; one value with two classes
 * @param probabilities what {@code predict_proba} gives
 * @param classes labels of a classifier; empty for others
 * @param ports of what the model as a whole answers; empty if it has the usual ones
 * @param choice place of the class that {@code predict} gives, if neither decisions nor probabilities tell it */
record Fitted(
        String kind,
        @Nullable Stage transform,
        @Nullable Stage prediction,
        @Nullable Stage decision,
        @Nullable Stage probabilities,
        List<Object> classes,
        List<Port> ports,
        @Nullable Stage choice) {
    Fitted {
        classes = List.copyOf(classes);
        ports = List.copyOf(ports);
    }

    Fitted(
            String kind,
            @Nullable Stage transform,
            @Nullable Stage prediction,
            @Nullable Stage decision,
            @Nullable Stage probabilities,
            List<Object> classes,
            List<Port> ports) {
        this(kind, transform, prediction, decision, probabilities, classes, ports, null);
    }

    static Fitted transformer(String kind, Stage transform) {
        return new Fitted(kind, transform, null, null, null, List.of(), List.of());
    }

    static Fitted regressor(String kind, Stage prediction) {
        return new Fitted(kind, null, prediction, null, null, List.of(), List.of());
    }

    static Fitted classifier(
            String kind, @Nullable Stage decision, @Nullable Stage probabilities, List<Object> classes) {
        return new Fitted(kind, null, null, decision, probabilities, classes, List.of());
    }

    /** The same with other ports. */
    Fitted withPorts(List<Port> newPorts) {
        return new Fitted(kind, transform, prediction, decision, probabilities, classes, newPorts, choice);
    }

    /** The same with another kind. */
    Fitted named(String newKind) {
        return new Fitted(newKind, transform, prediction, decision, probabilities, classes, ports, choice);
    }

    /** The same that also transforms. */
    Fitted withTransform(Stage newTransform) {
        return new Fitted(kind, newTransform, prediction, decision, probabilities, classes, ports, choice);
    }

    /** The same with a choice of its own. */
    Fitted withChoice(Stage newChoice) {
        return new Fitted(kind, transform, prediction, decision, probabilities, classes, ports, newChoice);
    }

    /** A model that gives a class and no scores. */
    static Fitted chooser(String kind, Stage choice, List<Object> classes) {
        return new Fitted(kind, null, null, null, null, classes, List.of(), choice);
    }

    /** A detector of unusual rows.
     *
     * @param answer label and decision */
    static Fitted outliers(String kind, Stage decision, Stage answer) {
        return new Fitted(kind, null, answer, decision, null, List.of(), List.of());
    }

    /** How many numbers it takes; 0 if it has no answer. */
    int inputs() {
        for (Stage stage : new @Nullable Stage[] {transform, prediction, decision, probabilities, choice}) {
            if (stage != null) {
                return stage.inputs();
            }
        }
        return 0;
    }

    /** What the model as a whole answers, or null if it only transforms. */
    @Nullable
    Stage answer() {
        return probabilities != null ? probabilities : prediction != null ? prediction : decision;
    }

    /** Ports of the answer. */
    List<Port> answerPorts(int width) {
        if (!ports.isEmpty()) {
            return ports;
        }
        String name = probabilities != null ? "probabilities" : prediction != null ? "prediction" : "scores";
        return List.of(Port.of(name, width, NumberType.FLOAT64));
    }

    /** Probabilities, or the scores if there are none, of all classes. */
    boolean isClassifier() {
        return probabilities != null || decision != null || choice != null;
    }
}
