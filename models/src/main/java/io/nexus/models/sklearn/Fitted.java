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
 * @param ports of what the model as a whole answers; empty if it has the usual ones */
record Fitted(
        String kind,
        @Nullable Stage transform,
        @Nullable Stage prediction,
        @Nullable Stage decision,
        @Nullable Stage probabilities,
        List<Object> classes,
        List<Port> ports) {
    Fitted {
        classes = List.copyOf(classes);
        ports = List.copyOf(ports);
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
        return new Fitted(kind, transform, prediction, decision, probabilities, classes, newPorts);
    }

    /** The same with another kind. */
    Fitted named(String newKind) {
        return new Fitted(newKind, transform, prediction, decision, probabilities, classes, ports);
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
        return probabilities != null || decision != null;
    }
}
