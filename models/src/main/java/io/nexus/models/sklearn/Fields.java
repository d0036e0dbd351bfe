package io.nexus.models.sklearn;

import io.nexus.models.pickle.Instance;
import io.nexus.models.pickle.None;
import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.pickle.Tuple;
import io.nexus.models.serving.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes of one estimator, read with their types. */
final class Fields {
    private static final int MOST_COLUMNS = 1 << 20;

    private final Instance owner;
    private final Spending spending;

    Fields(Instance owner, Spending spending) {
        this.owner = owner;
        this.spending = spending;
    }

    Instance owner() {
        return owner;
    }

    Spending spending() {
        return spending;
    }

    String name() {
        return owner.name();
    }

    boolean has(String attribute) {
        return owner.attribute(attribute) != null;
    }

    Object need(String attribute) throws RefusedException {
        Object value = owner.attribute(attribute);
        if (value == null) {
            throw missing(attribute);
        }
        return value;
    }

    private RefusedException missing(String attribute) {
        return Refusals.inconsistent("the " + Refusals.shown(owner.name()) + " has no " + attribute
                + "; it is not fitted, or of a version that is not read");
    }

    /** A number, also if it is an array of one. */
    double number(String attribute) throws RefusedException {
        return number(attribute, need(attribute));
    }

    private double number(String attribute, Object value) throws RefusedException {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof NumpyArray array && array.size() == 1) {
            return array.doubles()[0];
        }
        throw other(attribute);
    }

    double number(String attribute, double otherwise) throws RefusedException {
        return has(attribute) ? number(attribute) : otherwise;
    }

    /** A count that is at least zero; it is spent, as rows and buffers become as wide. */
    int integer(String attribute) throws RefusedException {
        double value = number(attribute);
        if (value < 0 || value > MOST_COLUMNS || value != Math.rint(value)) {
            throw Refusals.inconsistent(attribute + " of the " + Refusals.shown(name()) + " is " + value);
        }
        spending.numbers((long) value);
        return (int) value;
    }

    String text(String attribute, String otherwise) {
        return owner.attribute(attribute) instanceof String text ? text : otherwise;
    }

    boolean flag(String attribute, boolean otherwise) {
        Object value = owner.attribute(attribute);
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value instanceof Boolean flag ? flag : otherwise;
    }

    NumpyArray array(String attribute) throws RefusedException {
        if (need(attribute) instanceof NumpyArray array) {
            return array;
        }
        throw other(attribute);
    }

    /** Numbers of an array of any shape, a list of numbers, or a single number. */
    double[] numbers(String attribute) throws RefusedException {
        return numbers(attribute, need(attribute));
    }

    double @Nullable [] numbersIfAny(String attribute) throws RefusedException {
        return has(attribute) ? numbers(attribute) : null;
    }

    double[] numbers(String attribute, Object value) throws RefusedException {
        if (value instanceof NumpyArray array) {
            spending.numbers(array.size());
            return array.doubles();
        }
        if (value instanceof Number number) {
            return new double[] {number.doubleValue()};
        }
        List<Object> items = items(attribute, value);
        spending.numbers(items.size());
        double[] numbers = new double[items.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(attribute, items.get(i));
        }
        return numbers;
    }

    /** Numbers of a known count. */
    double[] numbers(String attribute, int count) throws RefusedException {
        double[] numbers = numbers(attribute);
        if (numbers.length != count) {
            throw Refusals.inconsistent(attribute + " of the " + Refusals.shown(name()) + " has " + numbers.length
                    + " values where " + count + " are needed");
        }
        return numbers;
    }

    /** Elements of a list, a tuple, or an array. */
    List<Object> list(String attribute) throws RefusedException {
        return items(attribute, need(attribute));
    }

    List<Object> items(String attribute, Object value) throws RefusedException {
        if (value instanceof Tuple tuple) {
            return tuple.items();
        }
        if (value instanceof NumpyArray array) {
            spending.numbers(array.size());
            return array.values();
        }
        if (value instanceof List<?> list) {
            spending.numbers(list.size());
            return List.copyOf(list);
        }
        throw other(attribute);
    }

    Instance instance(String attribute) throws RefusedException {
        return asInstance(attribute, need(attribute));
    }

    Instance asInstance(String attribute, Object value) throws RefusedException {
        if (value instanceof Instance instance) {
            return instance;
        }
        throw other(attribute);
    }

    Fields of(Instance other) {
        return new Fields(other, spending);
    }

    /** True if the attribute is there with any of the texts. */
    boolean isText(String attribute, String... texts) {
        return owner.attribute(attribute) instanceof String text
                && List.of(texts).contains(text);
    }

    static boolean isNone(Object value) {
        return value == None.NONE;
    }

    RefusedException other(String attribute) {
        return Refusals.inconsistent(
                attribute + " of the " + Refusals.shown(name()) + " is of a kind that is not read");
    }

    /** Refuses numbers that are not finite, where a model may have none. */
    double[] finite(String attribute, double[] numbers) throws RefusedException {
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw Refusals.inconsistent(attribute + " of the " + Refusals.shown(name()) + " holds " + number);
            }
        }
        return numbers;
    }
}
