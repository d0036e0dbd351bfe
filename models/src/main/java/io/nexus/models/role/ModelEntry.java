package io.nexus.models.role;

import io.nexus.domain.check.Check;
import java.io.Serializable;
import java.util.List;

/** A role: what a model takes, gives and predicts, where it is asked, and who answers when it can't.
 *
 * @param id 0 to 70
 * @param folder below PRODUCTION; empty for MQScore
 * @param sequenceSteps rows of a sequence model's input, else 1
 * @param usedIn the layer that reads it, {@code async} if beside the path
 * @param predicts the training target
 * @param fallback the whole chain, for people
 * @param fallbackIds models that answer in its place, best first, before the formula does
 * @param formula name of the last resort, a version in records: no colon, no comma
 * @param file below a folder of models, where the document has it
 * @param knownAs other file names, without their ending, by which a trader's file has this role */
public record ModelEntry(
        int id,
        String folder,
        String name,
        ModelTier tier,
        ModelFormat format,
        int sequenceSteps,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        String usedIn,
        String predicts,
        String fallback,
        List<Integer> fallbackIds,
        String formula,
        String file,
        List<String> knownAs)
        implements Serializable {
    public ModelEntry {
        Check.inRange("id", id, 0, ModelRoles.COUNT - 1);
        Check.notBlank("name", name);
        Check.positive("sequenceSteps", sequenceSteps);
        Check.notBlank("formula", formula);
        Check.notBlank("file", file);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        fallbackIds = List.copyOf(fallbackIds);
        knownAs = List.copyOf(knownAs);
    }

    /** Values of one input row; of a sequence: of one step. */
    public int inputWidth() {
        return inputs.stream().mapToInt(TensorSpec::width).sum();
    }

    public int outputWidth() {
        return outputs.stream().mapToInt(TensorSpec::width).sum();
    }
}
