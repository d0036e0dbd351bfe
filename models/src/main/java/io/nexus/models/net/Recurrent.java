package io.nexus.models.net;

/** Runs a cell over steps, from a state of zeros or one that follows the other inputs. A mask as second input skips
 * steps: the state and the output stay as they are. */
public final class Recurrent implements Layer {
    private final Cell cell;
    private final int steps;
    private final Run run;
    private final Ends ends;
    private final Shape shape;

    /** How the steps are run.
     *
     * @param backwards from the last step to the first; the outputs are in the order in which they are computed
     * @param sequences all outputs instead of the last one
     * @param zeroMasked skipped steps output zeros instead of the output before; matters only with sequences */
    public record Run(boolean backwards, boolean sequences, boolean zeroMasked) {}

    /** What goes in and comes out besides the steps.
     *
     * @param masked whether the second input is a mask
     * @param given whether the last inputs are the parts of the first state
     * @param returned whether the last state follows the outputs in one row of values */
    public record Ends(boolean masked, boolean given, boolean returned) {}

    /** For input of [steps, cell.inputs()]. */
    public Recurrent(Cell cell, int steps, Run run, Ends ends) {
        this.cell = cell;
        this.steps = steps;
        this.run = run;
        this.ends = ends;
        Shape own = run.sequences() ? Shape.of(steps, cell.units()) : Shape.of(cell.units());
        this.shape = ends.returned() ? Shape.of(Math.addExact(Math.toIntExact(own.count()), cell.stateSize())) : own;
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
        start(inputs, work);
        for (int i = 0; i < steps; i++) {
            int step = run.backwards() ? steps - 1 - i : i;
            boolean counts = !ends.masked() || inputs[1][step] != 0;
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
        if (ends.returned()) {
            System.arraycopy(work, 0, output, output.length - cell.stateSize(), cell.stateSize());
        }
    }

    private void start(float[][] inputs, float[] work) {
        if (!ends.given()) {
            Vectors.fill(work, 0, cell.stateSize(), 0);
            return;
        }
        int to = 0;
        for (int i = ends.masked() ? 2 : 1; i < inputs.length; i++) {
            System.arraycopy(inputs[i], 0, work, to, inputs[i].length);
            to += inputs[i].length;
        }
    }
}
