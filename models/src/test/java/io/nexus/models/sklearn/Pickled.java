package io.nexus.models.sklearn;

import java.nio.charset.StandardCharsets;

/** Writes small pickles as text, one character a byte. */
final class Pickled {
    private static final String FLOAT64 = "cnumpy\ndtype\n(U\u0002f8I0\nI1\ntR(I3\nU\u0001<NNNI-1\nI-1\nI0\ntb";
    private static final String INT32 = FLOAT64.replace("f8", "i4");
    private static final String NODES = "cnumpy\ndtype\n(U\u0003V28I0\nI1\ntR(I3\nU\u0001|N"
            + tuple(text("left_child"), text("right_child"), text("feature"), text("threshold"), text("n_node_samples"))
            + "(d" + field("left_child", INT32, 0) + field("right_child", INT32, 4) + field("feature", INT32, 8)
            + field("threshold", FLOAT64, 12) + field("n_node_samples", FLOAT64, 20) + "I28\nI1\nI0\ntb";

    private Pickled() {}

    private static String field(String name, String type, long offset) {
        return text(name) + tuple(type, integer(offset)) + "s";
    }

    static byte[] file(String value) {
        return (value + ".").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** An instance with attributes: name and value in turn. */
    static String instance(String global, String... attributes) {
        StringBuilder text = new StringBuilder("c" + global.replace(' ', '\n') + "\n)\u0081(d");
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(text(attributes[i])).append(attributes[i + 1]).append('s');
        }
        return text.append('b').toString();
    }

    static String text(String text) {
        return "U" + (char) text.length() + text;
    }

    static String number(double number) {
        return "F" + number + "\n";
    }

    static String integer(long number) {
        return "I" + number + "\n";
    }

    static String list(String... items) {
        return "(" + String.join("", items) + "l";
    }

    static String tuple(String... items) {
        return "(" + String.join("", items) + "t";
    }

    static String vector(double... values) {
        return array(FLOAT64, integer(values.length), bytes(values));
    }

    static String matrix(int columns, double... values) {
        return array(FLOAT64, integer(values.length / columns) + integer(columns), bytes(values));
    }

    private static String array(String type, String shape, String bytes) {
        return "cnumpy._core.numeric\n_frombuffer\n(B" + little(bytes.length(), 4) + bytes + type + "(" + shape
                + "tU\u0001CtR";
    }

    /** A tree; each node is {left, right, feature, threshold, value}. */
    static String tree(double[]... nodes) {
        StringBuilder bytes = new StringBuilder();
        double[] values = new double[nodes.length];
        for (int n = 0; n < nodes.length; n++) {
            for (int i = 0; i < 3; i++) {
                bytes.append(little((long) nodes[n][i], 4));
            }
            bytes.append(bytes(nodes[n][3], 1));
            values[n] = nodes[n][4];
        }
        String array = array(NODES, integer(nodes.length), bytes.toString());
        return instance("sklearn.tree._tree Tree", "nodes", array, "values", vector(values));
    }

    static String linearRegression(double intercept, double... coefficients) {
        return instance(
                "sklearn.linear_model._base LinearRegression",
                "coef_",
                vector(coefficients),
                "intercept_",
                number(intercept));
    }

    private static String bytes(double... values) {
        StringBuilder bytes = new StringBuilder();
        for (double value : values) {
            bytes.append(little(Double.doubleToLongBits(value), Double.BYTES));
        }
        return bytes.toString();
    }

    private static String little(long bits, int size) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < size; i++) {
            bytes.append((char) ((bits >>> (Byte.SIZE * i)) & 0xff));
        }
        return bytes.toString();
    }
}
