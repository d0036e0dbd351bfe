package io.nexus.models.lightgbm;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The text of a model in its parts.
 *
 * @param sizes of the trees, in letters
 * @param categories what the line {@code pandas_categorical} says, empty if there is none */
record Blocks(Block head, List<Block> trees, List<Integer> sizes, String categories) {
    private static final String FIRST_LINE = "tree";
    private static final String TREE = "Tree=";
    private static final String END = "end of trees";
    private static final String PANDAS = "pandas_categorical:";

    /** What a line counts, in numbers, because of the memory it takes. */
    private static final int LINE = 32;

    /** Statistics of training. */
    private static final Set<String> SKIPPED = Set.of(
            "split_gain",
            "leaf_weight",
            "leaf_count",
            "internal_value",
            "internal_weight",
            "internal_count",
            "feature_infos",
            "shrinkage");

    static Blocks of(String text, Limits limits) throws RefusedException {
        if (!line(text, 0).equals(FIRST_LINE)) {
            throw new RefusedException(
                    Refusal.OTHER_FORMAT,
                    "the file is no LightGBM text model: its first line is not '" + FIRST_LINE + "'",
                    "Save the model with lightgbm: booster.save_model(\"model.txt\")");
        }
        Block head = new Block("the head of the file");
        List<Block> trees = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        Block block = head;
        long left = limits.values();
        int at = next(text, 0);
        while (at < text.length()) {
            int start = at;
            String line = line(text, at);
            at = next(text, at);
            if (line.equals(END)) {
                starts.add(start);
                return new Blocks(head, trees, sizes(starts), categories(text, at));
            }
            left -= LINE + line.length() / 2;
            if (left < 0) {
                throw Refusals.tooLarge("the file holds more values than a model may have");
            }
            if (line.startsWith(TREE)) {
                block = new Block("tree " + trees.size());
                trees.add(block);
                starts.add(start);
            }
            put(block, line);
        }
        throw Refusals.broken("the file is cut short: it has no line '" + END + "' after tree " + (trees.size() - 1));
    }

    private static List<Integer> sizes(List<Integer> starts) {
        List<Integer> sizes = new ArrayList<>();
        for (int tree = 0; tree + 1 < starts.size(); tree++) {
            sizes.add(starts.get(tree + 1) - starts.get(tree));
        }
        return sizes;
    }

    /** Refuses a file whose trees have other sizes than its head says: LightGBM finds them by their sizes. */
    void requireSizes() throws RefusedException {
        double[] announced = head.numbers("tree_sizes", trees.size());
        for (int tree = 0; tree < announced.length; tree++) {
            if (announced[tree] != sizes.get(tree)) {
                throw Refusals.broken("tree " + tree + " has " + sizes.get(tree) + " letters, and tree_sizes announces "
                        + (long) announced[tree] + ": the file was changed after it was saved");
            }
        }
    }

    private static void put(Block block, String line) throws RefusedException {
        int equals = line.indexOf('=');
        String key = equals < 0 ? line.strip() : line.substring(0, equals);
        if (!key.isEmpty() && !SKIPPED.contains(key)) {
            block.put(key, equals < 0 ? "" : line.substring(equals + 1));
        }
    }

    private static String categories(String text, int from) {
        int at = text.lastIndexOf(PANDAS);
        String line = at < from ? "" : line(text, at + PANDAS.length()).strip();
        return line.equals("null") || line.equals("[]") ? "" : line;
    }

    private static String line(String text, int from) {
        int end = text.indexOf('\n', from);
        String line = text.substring(from, end < 0 ? text.length() : end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static int next(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }
}
