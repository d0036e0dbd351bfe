package io.nexus.models.sklearn;

import io.nexus.models.pickle.None;
import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.pickle.Tuple;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.RefusedException;
import java.util.List;

/** Labels of a classifier. */
final class Classes {
    private static final int MOST = 10_000;

    private Classes() {}

    /** Labels of a classifier with one output. */
    static List<Object> of(Fields fields) throws RefusedException {
        boolean isBinarized = !fields.has("classes_") && fields.has("_label_binarizer");
        Fields owner = isBinarized ? fields.of(fields.instance("_label_binarizer")) : fields;
        return checked(fields, owner.list("classes_"));
    }

    static List<Object> checked(Fields fields, List<Object> classes) throws RefusedException {
        if (classes.isEmpty() || classes.size() > MOST) {
            throw Refusals.inconsistent("the " + fields.name() + " has " + classes.size() + " classes");
        }
        for (Object label : classes) {
            boolean isLabel = label instanceof Number
                    || label instanceof Boolean
                    || label instanceof String
                    || label == None.NONE;
            if (!isLabel) {
                throw Refusals.unsupported("the " + fields.name() + " has several outputs or labels that are not read");
            }
        }
        return classes;
    }

    /** True if the labels are one list for each output. */
    static boolean areSeveral(Fields fields) {
        return fields.owner().attribute("classes_") instanceof List<?> list
                && !list.isEmpty()
                && (list.get(0) instanceof NumpyArray
                        || list.get(0) instanceof List<?>
                        || list.get(0) instanceof Tuple);
    }

    /** Numbers of the labels: their own, or the place of a text. */
    static double[] numbers(List<Object> classes) {
        double[] numbers = new double[classes.size()];
        for (int k = 0; k < numbers.length; k++) {
            Object label = classes.get(k);
            numbers[k] = label instanceof Number number ? number.doubleValue() : k;
        }
        return numbers;
    }

    static NumberType type(List<Object> classes) {
        Object first = classes.get(0);
        if (first instanceof Boolean) {
            return NumberType.BOOLEAN;
        }
        return first instanceof Double
                ? NumberType.FLOAT64
                : first instanceof Number ? NumberType.INT64 : NumberType.TEXT;
    }
}
