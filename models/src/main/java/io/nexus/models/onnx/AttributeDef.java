package io.nexus.models.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A setting of a node. Arrays are not copied: nobody changes them. */
final class AttributeDef {
    static final int FLOAT = 1;
    static final int INT = 2;
    static final int TEXT = 3;
    static final int TENSOR = 4;
    static final int GRAPH = 5;
    static final int FLOATS = 6;
    static final int INTS = 7;
    static final int TEXTS = 8;

    final String name;
    final int type;
    final float number;
    final long integer;
    final String text;
    final @Nullable TensorDef tensor;
    final float[] floats;
    final long[] ints;
    final List<String> texts;
    /** What an operator runs; null if it runs none. */
    final OnnxModel.@Nullable Body graph;
    /** Name of a setting of the surrounding function that this one has the value of; empty if of none. */
    final String reference;

    AttributeDef(Content content, int type) {
        this.name = content.name;
        this.type = type;
        this.number = content.number;
        this.integer = content.integer;
        this.text = content.text;
        this.tensor = content.tensor;
        this.floats = content.floats;
        this.ints = content.ints;
        this.texts = List.copyOf(content.texts);
        this.graph = content.graph;
        this.reference = content.reference;
    }

    static AttributeDef ofInt(String name, long value) {
        Content content = new Content();
        content.name = name;
        content.integer = value;
        return new AttributeDef(content, INT);
    }

    static AttributeDef ofInts(String name, long... values) {
        Content content = new Content();
        content.name = name;
        content.ints = values;
        return new AttributeDef(content, INTS);
    }

    static AttributeDef ofFloat(String name, float value) {
        Content content = new Content();
        content.name = name;
        content.number = value;
        return new AttributeDef(content, FLOAT);
    }

    static AttributeDef ofFloats(String name, float... values) {
        Content content = new Content();
        content.name = name;
        content.floats = values;
        return new AttributeDef(content, FLOATS);
    }

    static AttributeDef ofText(String name, String value) {
        Content content = new Content();
        content.name = name;
        content.text = value;
        return new AttributeDef(content, TEXT);
    }

    static AttributeDef ofTexts(String name, List<String> values) {
        Content content = new Content();
        content.name = name;
        content.texts = values;
        return new AttributeDef(content, TEXTS);
    }

    static AttributeDef ofTensor(String name, TensorDef value) {
        Content content = new Content();
        content.name = name;
        content.tensor = value;
        return new AttributeDef(content, TENSOR);
    }

    /** The same value under another name. */
    AttributeDef named(String other) {
        Content content = content();
        content.name = other;
        return new AttributeDef(content, type);
    }

    /** The same setting with another graph. */
    AttributeDef with(OnnxModel.Body other) {
        Content content = content();
        content.graph = other;
        return new AttributeDef(content, type);
    }

    private Content content() {
        Content content = new Content();
        content.name = name;
        content.number = number;
        content.integer = integer;
        content.text = text;
        content.tensor = tensor;
        content.floats = floats;
        content.ints = ints;
        content.texts = texts;
        content.graph = graph;
        content.reference = reference;
        return content;
    }

    /** What an attribute holds while it is read. */
    static final class Content {
        String name = "";
        float number;
        long integer;
        String text = "";

        @Nullable
        TensorDef tensor;

        float[] floats = {};
        long[] ints = {};
        List<String> texts = List.of();
        OnnxModel.@Nullable Body graph;
        String reference = "";
    }
}
