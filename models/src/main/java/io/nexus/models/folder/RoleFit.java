package io.nexus.models.folder;

import io.nexus.models.role.ModelEntry;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds what a model takes and gives against what its role takes and gives. */
final class RoleFit {
    private RoleFit() {}

    /** What differs, for people; null if nothing does. Class labels do not count, and two probabilities stand for one. */
    static @Nullable String difference(ModelEntry role, Signature model) {
        int wantedInputs = role.inputWidth() * role.sequenceSteps();
        if (model.inputWidth() != wantedInputs) {
            return "it takes " + model.inputWidth() + " inputs, the role gives " + wantedInputs;
        }
        List<Port> real = model.outputs().stream()
                .filter(port -> port.type() == NumberType.FLOAT32 || port.type() == NumberType.FLOAT64)
                .toList();
        List<Port> answers = real.isEmpty() ? model.outputs() : real;
        int given = answers.stream().mapToInt(Port::width).sum();
        boolean isTwoForOne = role.outputWidth() == 1 && given == 2 && answers.size() == 1;
        if (given != role.outputWidth() && !isTwoForOne) {
            return "it answers " + given + " numbers, the role expects " + role.outputWidth();
        }
        return null;
    }
}
