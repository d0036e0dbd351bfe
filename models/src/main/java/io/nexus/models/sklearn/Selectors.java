package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Columns that were found useful in training. */
final class Selectors {
    private static final double ALL = 100;

    private Selectors() {}

    static boolean reads(String name) {
        return switch (name) {
            case "SelectKBest",
                    "SelectPercentile",
                    "SelectFpr",
                    "SelectFwe",
                    "RFE",
                    "RFECV",
                    "SequentialFeatureSelector" -> true;
            default -> false;
        };
    }

    static Fitted read(Fields fields) throws RefusedException {
        boolean[] isKept =
                switch (fields.name()) {
                    case "SelectKBest" -> best(fields);
                    case "SelectPercentile" -> percentile(fields);
                    case "SelectFpr" -> below(fields, fields.number("alpha"));
                    case "SelectFwe" -> below(fields, fields.number("alpha") / fields.numbers("pvalues_").length);
                    default -> flags(fields, fields.list("support_"));
                };
        return Fitted.transformer(fields.name(), Stages.select(isKept.length, places(isKept)));
    }

    static int[] places(boolean[] isKept) {
        return IntStream.range(0, isKept.length).filter(i -> isKept[i]).toArray();
    }

    private static boolean[] flags(Fields fields, List<Object> support) throws RefusedException {
        boolean[] isKept = new boolean[support.size()];
        for (int i = 0; i < isKept.length; i++) {
            if (!(support.get(i) instanceof Boolean flag)) {
                throw fields.other("support_");
            }
            isKept[i] = flag;
        }
        return isKept;
    }

    private static double[] scores(Fields fields) throws RefusedException {
        double[] scores = fields.numbers("scores_");
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Double.isNaN(scores[i]) ? -Double.MAX_VALUE : scores[i];
        }
        return scores;
    }

    private static boolean[] best(Fields fields) throws RefusedException {
        double[] scores = scores(fields);
        boolean[] isKept = new boolean[scores.length];
        double count = fields.isText("k", "all") ? scores.length : fields.number("k");
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
        for (int n = Math.max(0, scores.length - (int) count); n < scores.length; n++) {
            isKept[order[n]] = true;
        }
        return isKept;
    }

    private static boolean[] percentile(Fields fields) throws RefusedException {
        double[] scores = scores(fields);
        boolean[] isKept = new boolean[scores.length];
        double percentile = fields.number("percentile");
        if (!(percentile >= 0 && percentile <= ALL)) {
            throw fields.other("percentile");
        }
        if (percentile == 0 || scores.length == 0) {
            return isKept;
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double place = (ALL - percentile) / ALL * (sorted.length - 1);
        int low = (int) Math.floor(place);
        int high = Math.min(low + 1, sorted.length - 1);
        double threshold = percentile == ALL
                ? Double.NEGATIVE_INFINITY
                : low == place ? sorted[low] : sorted[low] + (sorted[high] - sorted[low]) * (place - low);
        int kept = 0;
        for (int i = 0; i < scores.length; i++) {
            isKept[i] = scores[i] > threshold;
            kept += isKept[i] ? 1 : 0;
        }
        int most = (int) (scores.length * percentile / ALL);
        for (int i = 0; i < scores.length && kept < most; i++) {
            if (scores[i] == threshold) {
                isKept[i] = true;
                kept++;
            }
        }
        return isKept;
    }

    private static boolean[] below(Fields fields, double alpha) throws RefusedException {
        double[] chances = fields.numbers("pvalues_");
        boolean[] isKept = new boolean[chances.length];
        for (int i = 0; i < chances.length; i++) {
            isKept[i] = chances[i] < alpha;
        }
        return isKept;
    }
}
