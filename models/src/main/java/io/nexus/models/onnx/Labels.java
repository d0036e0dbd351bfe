package io.nexus.models.onnx;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns text labels into their places, so that a label is a number on its whole way through a graph. */
final class Labels {
    private static final String TEXTS = "classlabels_strings";

    private final Map<String, TensorDef> constants;
    private final Set<List<String>> found = new LinkedHashSet<>();

    Labels(Map<String, TensorDef> constants) {
        this.constants = constants;
    }

    /** The node with places instead of texts. */
    NodeDef asPlaces(NodeDef node) {
        if (node.is(Operators.ML, "ArrayFeatureExtractor")) {
            constants.computeIfPresent(node.input(0), (name, constant) -> asPlaces(constant));
        }
        if (!node.domain().equals(Operators.ML)) {
            return node;
        }
        if (node.operator().equals("LabelEncoder")) {
            return encoder(node);
        }
        List<String> labels = node.texts(TEXTS);
        if (labels.isEmpty() || node.operator().equals("ZipMap")) {
            return node;
        }
        found.add(labels);
        String places = node.operator().startsWith("Tree") ? "classlabels_int64s" : "classlabels_ints";
        List<AttributeDef> attributes = new ArrayList<>(node.attributes());
        attributes.removeIf(attribute -> attribute.name.equals(TEXTS) || attribute.name.equals(places));
        attributes.add(AttributeDef.ofInts(places, placesOf(labels)));
        return node.withAttributes(attributes);
    }

    /** One sentence per list of labels. */
    List<String> notes() {
        return found.stream()
                .map(labels -> "A label is its place in " + labels + ", counted from 0.")
                .toList();
    }

    private TensorDef asPlaces(TensorDef constant) {
        if (constant.type() != ElementType.STRING) {
            return constant;
        }
        found.add(constant.texts());
        return TensorDef.ofLongs(constant.name(), constant.dims(), placesOf(constant.texts()));
    }

    private NodeDef encoder(NodeDef node) {
        List<String> labels = node.texts("values_strings");
        if (labels.isEmpty()) {
            return node;
        }
        found.add(labels);
        List<AttributeDef> attributes = new ArrayList<>(node.attributes());
        attributes.removeIf(
                attribute -> attribute.name.equals("values_strings") || attribute.name.startsWith("default_"));
        attributes.add(AttributeDef.ofInts("values_int64s", placesOf(labels)));
        return node.withAttributes(attributes);
    }

    private static long[] placesOf(List<String> labels) {
        long[] places = new long[labels.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = labels.indexOf(labels.get(i));
        }
        return places;
    }
}
