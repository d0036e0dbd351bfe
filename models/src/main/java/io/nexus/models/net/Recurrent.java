package io.nexus.models.net;

/** Runs a cell over steps from a state of zeros. A mask as second input skips steps: the state and the output stay as
 * they are. */
public final class Recurrent implements Layer {
    private final Cell cell;
    private final int steps;
    private final Run run;
    private final Shape shape;

    /** How the steps are run.
     *
     * @param backwards from the last step to the first; the outputs are in the order in which they are computed
     * @param sequences all outputs instead of the last one
     * @param zeroMasked skipped steps output zeros instead of the output before; matters only with sequences */
    public record Run(boolean backwards, boolean sequences, boolean zeroMasked) {}

    /** For input of [steps, cell.inputs()]. */
    public Recurrent(Cell cell, int steps, Run run) {
        this.cell = cell;
        this.steps = steps;
        this.run = run;
        this.shape = run.sequences() ? Shape.of(steps, cell.units()) : Shape.of(cell.units());
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int workSize() {
        return cell.workSize();
    }

    @Override
    public long cost() {
        return steps * cell.cost();
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        int units = cell.units();
        Vectors.fill(work, 0, cell.stateSize(), 0);
        for (int i = 0; i < steps; i++) {
            int step = run.backwards() ? steps - 1 - i : i;
            boolean counts = inputs.length == 1 || inputs[1][step] != 0;
            if (counts) {
                cell.step(inputs[0], step * cell.inputs(), work);
            }
            if (run.sequences()) {
                if (counts || !run.zeroMasked()) {
                    System.arraycopy(work, 0, output, i * units, units);
                } else {
                    Vectors.fill(output, i * units, units, 0);
                }
            }
        }
        if (!run.sequences()) {
            System.arraycopy(work, 0, output, 0, units);
        }
    }
}
