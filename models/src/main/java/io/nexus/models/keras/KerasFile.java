package io.nexus.models.keras;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nexus.models.net.Net;
import io.nexus.models.net.NetBuilder;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads Keras models: {@code .h5} of Keras 2 and 3, {@code .keras} of Keras 2.12 and newer. */
public final class KerasFile {
    private static final String VERSION = "keras_version";
    private static final int TOKEN_BYTES = 16 << 20;

    private KerasFile() {}

    /** A file that was recognised, not yet its net. */
    private record Parts(String format, JsonNode config, HdfGroup weights, KerasOrigin origin) {}

    /** Reads a whole model: configuration and weights. Losses, metrics and the optimizer are ignored. One input is
     * named
     * {@code input_0} and one output {@code output_0}; several have the names of their layers. All ports are float32.
     *
     * @param content of the file; its kind is recognised by its first bytes
     * @throws RefusedException if the file is none, is damaged, contradicts itself, is too large, needs code or is
     * not served */
    public static ModelFile read(byte[] content, Limits limits) throws RefusedException {
        return read(content, limits, 0);
    }

    /** The same; a number of steps that the file leaves open is settled by how many values a row has.
     *
     * @param rowWidth 0 if it is not known */
    public static ModelFile read(byte[] content, Limits limits, int rowWidth) throws RefusedException {
        if (content.length > limits.fileBytes()) {
            throw Reasons.tooLarge(
                    "the file has " + content.length + " bytes, at most " + limits.fileBytes() + " are read");
        }
        Parts parts =
                switch (FileKind.of(content)) {
                    case ARCHIVE -> archive(content, limits);
                    case HDF5 -> hdf5(content, limits);
                };
        LayerConfig self = LayerConfig.of(parts.config());
        KerasVersion version = parts.origin().version();
        if (!ModelConfig.isModel(self)) {
            throw new RefusedException(
                    Refusal.CODE,
                    "the model is of class " + Reasons.quoted(self.className()) + ", a class of its owner",
                    version.exportLine());
        }
        ModelConfig model = ModelConfig.of(self);
        boolean named = parts.format().equals(".h5");
        ModelWeights weights = named ? NamedWeights.in(parts.weights()) : NumberedWeights.in(parts.weights(), model);
        return new ModelFile(
                kind(parts, model),
                "keras " + version.text(),
                List.of(),
                notes(version, parts.config().toString()),
                net(model, weights, parts.origin(), rowWidth));
    }

    private static Net net(ModelConfig model, ModelWeights weights, KerasOrigin origin, int rowWidth)
            throws RefusedException {
        NetBuilder net = new NetBuilder();
        List<ModelEnds.Input> inputs = ModelEnds.inputs(model, origin.version(), rowWidth);
        List<Tensor> values = new ArrayList<>();
        for (ModelEnds.Input input : inputs) {
            String name = inputs.size() == 1 ? "input_0" : input.name();
            values.add(new Tensor(net.input(name, input.shape(), input.type()), input.shape()));
        }
        List<Tensor> results = new ModelReader(origin, net).read(model, weights, values);
        List<NetBuilder.Output> outputs = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            String name = results.size() == 1
                    ? "output_0"
                    : ModelEnds.references(model, "output_layers", origin.version())
                            .get(i)
                            .layer();
            outputs.add(new NetBuilder.Output(
                    name, results.get(i).shape(), results.get(i).place()));
        }
        return net.build(outputs);
    }

    private static Parts archive(byte[] content, Limits limits) throws RefusedException {
        KerasArchive archive = KerasArchive.read(content, limits);
        JsonNode config = json(archive.config(), limits, "config.json");
        JsonNode version = json(archive.metadata(), limits, "metadata.json").path(VERSION);
        HdfGroup weights = HdfGroup.root(archive.weights(), limits);
        return new Parts(".keras", config, weights, new KerasOrigin(KerasVersion.of(version.asText("")), ""));
    }

    private static Parts hdf5(byte[] content, Limits limits) throws RefusedException {
        HdfGroup root = HdfGroup.root(content, limits);
        String config = root.text("model_config");
        HdfGroup weights = root.child("model_weights");
        if (config == null || weights == null) {
            boolean onlyWeights = weights != null
                    || root.child("layers") != null
                    || root.texts("layer_names") != null
                    || root.child("_layer_checkpoint_dependencies") != null;
            throw new RefusedException(
                    Refusal.NO_MODEL,
                    onlyWeights
                            ? "this file holds weights without the layers that they belong to"
                            : "this HDF5 file holds no attribute model_config, so it is no Keras model",
                    "save the whole model: " + Reasons.SAVE_AGAIN);
        }
        weights.checkNoLinks();
        String version = root.text(VERSION);
        String backend = root.text("backend");
        if (version == null && config.contains("\"output_dim\"")) {
            throw KerasVersion.tooOld("keras 1");
        }
        KerasVersion known = version == null ? KerasVersion.unknown() : KerasVersion.of(version);
        JsonNode layers = json(config.getBytes(StandardCharsets.UTF_8), limits, "model_config");
        return new Parts(".h5", layers, weights, new KerasOrigin(known, backend == null ? "" : backend));
    }

    private static JsonNode json(byte[] text, Limits limits, String place) throws RefusedException {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(TOKEN_BYTES)
                .build();
        ObjectMapper mapper = new ObjectMapper(
                JsonFactory.builder().streamReadConstraints(constraints).build());
        try {
            return mapper.readTree(text);
        } catch (IOException e) {
            throw Reasons.broken(place + " is no JSON: " + Reasons.quoted(String.valueOf(e.getMessage())));
        }
    }

    private static String kind(Parts parts, ModelConfig model) {
        String classes = String.join(
                " ",
                model.layers().stream().map(LayerConfig::className).limit(12).toList());
        return "Keras " + parts.format() + " " + model.self().className() + ", "
                + model.layers().size() + " layers: " + classes;
    }

    private static List<String> notes(KerasVersion version, String config) {
        List<String> notes = new ArrayList<>();
        if (version.isNewerThanTested()) {
            notes.add("keras " + version.text() + " wrote this file, the newest tested is " + KerasVersion.NEWEST.text()
                    + ": compare some rows with model.predict");
        }
        if (config.contains("\"stateful\":true")) {
            notes.add("a stateful layer starts from zeros at every row, as after reset_states()");
        }
        if (config.contains("\"float64\"")) {
            notes.add("its layers of float64 are computed in float32");
        }
        return notes;
    }
}
