package io.nexus.models.net;

import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.serving.Signature;
import java.util.ArrayList;
import java.util.List;

/** Puts a net together layer by layer and keeps it within its limits. */
public final class NetBuilder {
    /** Multiplications of one row: about half a second. */
    private static final long COST = 500_000_000;
    /** Numbers between the layers of one row: 16 MB. */
    private static final long FLOATS = 4_000_000;
    /** Layers of a net. */
    private static final int LAYERS = 10_000;

    private final List<Port> inputs = new ArrayList<>();
    private final List<Shape> shapes = new ArrayList<>();
    private final List<Net.Step> steps = new ArrayList<>();
    private long floats;
    private long cost;

    /** Adds an input and returns its place. All inputs come before the first layer.
     *
     * @throws RefusedException if the net becomes too large */
    public int input(String name, Shape shape, NumberType type) throws RefusedException {
        if (!steps.isEmpty()) {
            throw new IllegalStateException("an input comes before the layers");
        }
        count(shape.count(), shape.count());
        inputs.add(new Port(name, shape.sizes(), type));
        shapes.add(shape);
        return shapes.size() - 1;
    }

    /** Adds a layer and returns its place.
     *
     * @param places of its inputs
     * @throws RefusedException if the net becomes too large */
    public int add(Layer layer, Integer... places) throws RefusedException {
        count(layer.shape().count() + layer.workSize(), layer.cost());
        steps.add(new Net.Step(layer, List.of(places)));
        shapes.add(layer.shape());
        return shapes.size() - 1;
    }

    /** The net that gives the values of these places.
     *
     * @param outputs name, shape and place of each */
    public Net build(List<Output> outputs) {
        List<Port> ports = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Output output : outputs) {
            ports.add(new Port(output.name(), output.shape().sizes(), NumberType.FLOAT32));
            places.add(output.place());
        }
        return new Net(new Signature(inputs, ports), steps, places);
    }

    /** An output of a net. */
    public record Output(String name, Shape shape, int place) {}

    /** Checks that a layer with so many outputs still fits, before it is made.
     *
     * @throws RefusedException if it does not */
    public void room(long outputs) throws RefusedException {
        if (outputs > FLOATS - floats) {
            throw tooLarge("more than " + FLOATS + " numbers between its layers, one layer alone " + outputs);
        }
    }

    /** Counts numbers that a layer keeps beside its weights, before it is made.
     *
     * @throws RefusedException if the net becomes too large */
    public void keep(long numbers) throws RefusedException {
        count(numbers, 0);
    }

    private void count(long newFloats, long newCost) throws RefusedException {
        room(newFloats);
        if (newCost > COST - cost) {
            throw tooLarge("more than " + COST + " multiplications");
        }
        if (shapes.size() >= LAYERS) {
            throw tooLarge("more than " + LAYERS + " layers");
        }
        floats += newFloats;
        cost += newCost;
    }

    private static RefusedException tooLarge(String what) {
        return new RefusedException(
                Refusal.TOO_LARGE,
                "a row of this net takes " + what,
                "serve a smaller net, or one with fewer steps per row");
    }
}
