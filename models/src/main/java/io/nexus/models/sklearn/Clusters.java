package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The nearest of a few centres. */
final class Clusters {
    private Clusters() {}

    static boolean reads(String name) {
        return switch (name) {
            case "KMeans", "MiniBatchKMeans", "BisectingKMeans", "NearestCentroid" -> true;
            default -> false;
        };
    }

    /** Gives the number of the cluster or the label of the class; as a transformer the distance from each centre. */
    static Fitted read(Fields fields) throws RefusedException {
        boolean isClassifier = fields.name().equals("NearestCentroid");
        if ((isClassifier && (!fields.isText("metric", "euclidean") || fields.has("shrink_threshold")))
                || fields.name().equals("BisectingKMeans")) {
            throw Refusals.unsupported("the " + fields.name() + " is not read with these settings");
        }
        String name = isClassifier ? "centroids_" : "cluster_centers_";
        double[] centres = fields.finite(name, fields.numbers(name));
        int[] shape = Projections.shape(fields, name);
        int count = shape[0];
        int width = shape[1];
        Stage distances = Stage.pure(width, count, (in, out) -> {
            for (int k = 0, at = 0; k < count; k++) {
                double sum = 0;
                for (int i = 0; i < width; i++, at++) {
                    double distance = in[i] - centres[at];
                    sum += distance * distance;
                }
                out[k] = Math.sqrt(sum);
            }
        });
        Stage nearest = distances
                .finish((values, size) -> {
                    for (int k = 0; k < size; k++) {
                        values[k] = -values[k];
                    }
                })
                .then(Choices.largest(count));
        List<Object> classes = isClassifier
                ? Classes.of(fields)
                : new ArrayList<>(IntStream.range(0, count)
                        .mapToObj(k -> (Object) (long) k)
                        .toList());
        if (classes.size() != count) {
            throw fields.other("classes_");
        }
        Fitted fitted = Fitted.chooser(fields.name() + " of " + count, nearest, classes);
        return isClassifier ? fitted : fitted.withTransform(distances);
    }
}
