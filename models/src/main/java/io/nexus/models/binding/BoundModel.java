package io.nexus.models.binding;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFailure;
import java.util.Arrays;

/** An open model that takes inputs of the dictionary and answers the numbers of its role. One thread at a time; a call allocates
 * nothing. */
public final class BoundModel implements AutoCloseable {
    private final Model model;
    private final BoundInput[] inputs;
    private final BoundOutput[] outputs;
    private final double[] seen;
    private final double[] answers;

    /** @throws IllegalArgumentException if the binding is of a model of other widths */
    public BoundModel(Model model, Binding binding) {
        this.model = model;
        this.inputs = binding.inputs().toArray(BoundInput[]::new);
        this.outputs = binding.outputs().toArray(BoundOutput[]::new);
        this.seen = new double[model.signature().inputWidth()];
        this.answers = new double[model.signature().outputWidth()];
        boolean fits = inputs.length == seen.length
                && Arrays.stream(outputs).allMatch(output -> output.isConstant() || output.from() < answers.length);
        if (!fits) {
            throw new IllegalArgumentException("the binding has " + inputs.length + " inputs, the model takes "
                    + seen.length + " and gives " + answers.length);
        }
    }

    /** Asks the model.
     *
     * @param values of the dictionary's inputs in the order of the binding; NaN where one is missing
     * @param role takes the role's numbers
     * @return whether all of them are finite; if not, nothing of {@code role} counts */
    public boolean answer(double[] values, double[] role) {
        for (int i = 0; i < inputs.length; i++) {
            seen[i] = inputs[i].apply(values[i]);
        }
        try {
            model.evaluate(seen, answers);
        } catch (ModelFailure e) {
            return false;
        }
        boolean isFinite = true;
        for (int i = 0; i < outputs.length; i++) {
            role[i] = outputs[i].of(answers);
            isFinite &= Double.isFinite(role[i]);
        }
        return isFinite;
    }

    /** Memory outside the heap that it holds. */
    public long nativeBytes() {
        return model.nativeBytes();
    }

    @Override
    public void close() {
        model.close();
    }
}
