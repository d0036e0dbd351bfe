package io.nexus.models.folder;

import io.nexus.models.serving.NumberType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows that the writer of a model recorded: inputs and what its own library answered. The file lies beside the model as
 * {@code <file>.golden.csv}: a comment line with shape, number type and outputs, a line of column names, then the rows.
 *
 * @param inputs per row, row-major
 * @param outputs per row
 * @param outputTypes number type of each output column */
public record GoldenRows(List<double[]> inputs, List<double[]> outputs, List<NumberType> outputTypes) {
    /** What the name of a model file has added. */
    public static final String SUFFIX = ".golden.csv";

    private static final int MOST_COLUMNS = 100_000;
    private static final int HEADER_LINES = 2;
    private static final Pattern OUTPUT = Pattern.compile("out_(\\d+)(?:\\.\\.out_(\\d+))?\\((\\w+)\\)");
    private static final Pattern INPUT_TYPE = Pattern.compile("dtype=(\\w+)");

    public GoldenRows {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        outputTypes = List.copyOf(outputTypes);
    }

    /** Rows of a file.
     *
     * @throws IllegalArgumentException with the line, if it is none of this form */
    public static GoldenRows read(byte[] content) {
        List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() <= HEADER_LINES || !lines.get(0).startsWith("#")) {
            throw new IllegalArgumentException(
                    "golden rows begin with a comment and a line of names, then rows; there are " + lines.size()
                            + " lines");
        }
        boolean isFloat = isFloat(lines.get(0));
        List<NumberType> types = types(lines.get(0));
        List<String> names = List.of(lines.get(1).split(",", -1));
        long inputWidth = names.stream().filter(name -> name.startsWith("in_")).count();
        if (inputWidth == 0 || inputWidth + types.size() != names.size()) {
            throw new IllegalArgumentException("line 2 names " + inputWidth + " inputs of " + names.size()
                    + " columns, line 1 speaks of " + types.size() + " outputs");
        }
        List<double[]> inputs = new ArrayList<>();
        List<double[]> outputs = new ArrayList<>();
        for (int i = HEADER_LINES; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length != names.size()) {
                throw new IllegalArgumentException(
                        "line " + (i + 1) + " has " + cells.length + " of " + names.size() + " columns");
            }
            inputs.add(numbers(cells, 0, (int) inputWidth, isFloat, i + 1));
            outputs.add(numbers(cells, (int) inputWidth, cells.length, false, i + 1));
        }
        return new GoldenRows(inputs, outputs, types);
    }

    /** How many inputs a row has by the line of names; 0 if there is none. */
    static int width(byte[] content) {
        return new String(content, StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .findFirst()
                .map(names -> (int) List.of(names.split(",", -1)).stream()
                        .filter(name -> name.startsWith("in_"))
                        .count())
                .orElse(0);
    }

    private static boolean isFloat(String comment) {
        Matcher type = INPUT_TYPE.matcher(comment);
        return type.find() && type.group(1).equals("float32");
    }

    private static List<NumberType> types(String comment) {
        List<NumberType> types = new ArrayList<>();
        Matcher outputs = OUTPUT.matcher(comment);
        while (outputs.find()) {
            int first = Integer.parseInt(outputs.group(1));
            int last = outputs.group(2) == null ? first : Integer.parseInt(outputs.group(2));
            if (first != types.size() || last < first || last > MOST_COLUMNS) {
                throw new IllegalArgumentException("line 1: outputs must follow each other, found " + outputs.group());
            }
            for (int i = first; i <= last; i++) {
                types.add(type(outputs.group(3)));
            }
        }
        return types;
    }

    private static NumberType type(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "float32" -> NumberType.FLOAT32;
            case "float64" -> NumberType.FLOAT64;
            case "int64", "int32" -> NumberType.INT64;
            default -> throw new IllegalArgumentException(
                    "line 1: number type " + name + " is none of float32, float64, int64");
        };
    }

    private static double[] numbers(String[] cells, int from, int to, boolean isFloat, int line) {
        double[] numbers = new double[to - from];
        for (int i = from; i < to; i++) {
            String cell = cells[i].strip();
            try {
                numbers[i - from] = number(cell, isFloat);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("line " + line + ": " + cell + " is no number", e);
            }
        }
        return numbers;
    }

    private static double number(String cell, boolean isFloat) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "", "nan" -> Double.NaN;
            case "inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> isFloat ? Float.parseFloat(cell) : Double.parseDouble(cell);
        };
    }
}
