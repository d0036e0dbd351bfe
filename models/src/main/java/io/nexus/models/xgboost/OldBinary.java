package io.nexus.models.xgboost;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.RefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the binary format that XGBoost wrote up to 1.7, fields of fixed sizes in little-endian order, into the sections of a JSON
 * file. */
final class OldBinary {
    private static final String MAGIC = "binf";
    private static final int PARAMETERS = 136;
    private static final int BOOSTER_PARAMETERS = 160;
    private static final int TREE_PARAMETERS = 148;
    private static final int LINEAR_PARAMETERS = 136;
    private static final int NODE = 20;
    private static final int STATISTICS = 16;
    /** From release 1.6 on a file says how many targets its model has. */
    private static final int TARGETS_SINCE_MINOR = 6;

    private static final int LONGEST_NAME = 100;
    /** In a node's feature: whether missing values go left. */
    private static final int LEFT = 0x8000_0000;

    private static final int NO_CHILD = -1;

    private final ByteBuffer bytes;
    private long left;

    private OldBinary(byte[] content, Limits limits) {
        this.bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        this.left = limits.values();
    }

    /** The file's model.
     *
     * @throws RefusedException if it ends early, or holds no forest */
    static Section read(byte[] content, Limits limits) throws RefusedException {
        return new OldBinary(content, limits).model();
    }

    private Section model() throws RefusedException {
        boolean hasMagic = bytes.remaining() > MAGIC.length()
                && new String(bytes.array(), 0, MAGIC.length(), StandardCharsets.ISO_8859_1).equals(MAGIC);
        bytes.position(hasMagic ? MAGIC.length() : 0);
        int end = endOf(PARAMETERS);
        Section parameters = new Section("model.learner.learner_model_param");
        parameters.put("base_score", (double) bytes.getFloat());
        parameters.put("num_feature", (double) bytes.getInt());
        parameters.put("num_class", (double) bytes.getInt());
        bytes.getLong();
        double[] version = {bytes.getInt(), bytes.getInt(), 0};
        int targets = bytes.getInt();
        if ((version[0] > 1 || version[1] >= TARGETS_SINCE_MINOR) && targets > 1) {
            parameters.put("num_target", (double) targets);
        }
        bytes.position(end);
        Section objective = new Section("model.learner.objective");
        objective.put("name", name());
        String booster = name();
        if (!List.of("gbtree", "dart", "gblinear").contains(booster)) {
            throw Refusals.unsupported(
                    "the booster " + Refusals.shown(booster) + " is not served from the old binary format",
                    "Save it again with xgboost 1.7: xgboost.Booster(model_file=\"old.model\").save_model(\"model.json\")");
        }
        Section learner = new Section("model.learner");
        learner.put("learner_model_param", parameters);
        learner.put("objective", objective);
        learner.put(
                "gradient_booster",
                switch (booster) {
                    case "gblinear" -> linear();
                    case "dart" -> dart();
                    default -> trees();
                });
        Section model = new Section("model");
        model.put("version", version);
        model.put("learner", learner);
        return model;
    }

    private Section linear() throws RefusedException {
        bytes.position(endOf(LINEAR_PARAMETERS));
        Section model = new Section("model.learner.gradient_booster.model");
        model.put("weights", floats());
        Section booster = new Section("model.learner.gradient_booster");
        booster.put("name", "gblinear");
        booster.put("model", model);
        return booster;
    }

    private Section dart() throws RefusedException {
        Section trees = trees();
        Section booster = new Section("model.learner.gradient_booster");
        booster.put("name", "dart");
        booster.put("gbtree", trees);
        // a booster that never dropped a tree has no weights
        booster.put("weight_drop", trees.section("model").sections("trees").isEmpty() ? new double[0] : floats());
        return booster;
    }

    private double[] floats() throws RefusedException {
        endOf(Long.BYTES);
        long announced = bytes.getLong();
        if (announced < 0 || announced > bytes.remaining() / Float.BYTES) {
            throw Refusals.broken(
                    "it announces " + announced + " weights, and " + bytes.remaining() + " bytes are left");
        }
        double[] values = new double[(int) announced];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getFloat();
        }
        return values;
    }

    private Section trees() throws RefusedException {
        int end = endOf(BOOSTER_PARAMETERS);
        int announced = bytes.getInt();
        Section parameters = new Section("model.learner.gradient_booster.model.gbtree_model_param");
        parameters.put("num_parallel_tree", (double) bytes.getInt());
        bytes.position(end);
        int trees = count(announced, TREE_PARAMETERS + NODE + STATISTICS, "trees");
        List<Section> sections = new ArrayList<>();
        for (int tree = 0; tree < trees; tree++) {
            sections.add(tree("model.learner.gradient_booster.model.trees[" + tree + "]"));
        }
        double[] outputOfTree = new double[trees];
        endOf(trees * Integer.BYTES);
        for (int tree = 0; tree < trees; tree++) {
            outputOfTree[tree] = bytes.getInt();
        }
        Section model = new Section("model.learner.gradient_booster.model");
        model.put("gbtree_model_param", parameters);
        model.put("trees", sections);
        model.put("tree_info", outputOfTree);
        Section booster = new Section("model.learner.gradient_booster");
        booster.put("name", "gbtree");
        booster.put("model", model);
        return booster;
    }

    private Section tree(String path) throws RefusedException {
        int end = endOf(TREE_PARAMETERS);
        bytes.getInt();
        int announced = bytes.getInt();
        double deleted = bytes.getInt();
        bytes.position(end);
        int nodes = count(announced, NODE + STATISTICS, "nodes");
        double[] lefts = new double[nodes];
        double[] rights = new double[nodes];
        double[] features = new double[nodes];
        double[] conditions = new double[nodes];
        double[] isDefaultLeft = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            bytes.getInt();
            lefts[node] = bytes.getInt();
            rights[node] = bytes.getInt();
            int feature = bytes.getInt();
            features[node] = lefts[node] == NO_CHILD ? 0 : feature & ~LEFT;
            isDefaultLeft[node] = (feature & LEFT) == 0 ? 0 : 1;
            conditions[node] = bytes.getFloat();
        }
        bytes.position(bytes.position() + nodes * STATISTICS);
        Section parameters = new Section(path + ".tree_param");
        parameters.put("num_nodes", (double) nodes);
        parameters.put("num_deleted", deleted);
        Section tree = new Section(path);
        tree.put("tree_param", parameters);
        tree.put("left_children", lefts);
        tree.put("right_children", rights);
        tree.put("split_indices", features);
        tree.put("split_conditions", conditions);
        tree.put("default_left", isDefaultLeft);
        return tree;
    }

    private String name() throws RefusedException {
        endOf(Long.BYTES);
        long length = bytes.getLong();
        if (length < 0 || length > LONGEST_NAME) {
            throw Refusals.broken("a name of " + length + " characters at byte " + bytes.position());
        }
        endOf((int) length);
        byte[] name = new byte[(int) length];
        bytes.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /** How many of something there are, if that many can follow. */
    private int count(int announced, int bytesEach, String what) throws RefusedException {
        if (announced < 0 || (long) announced * bytesEach > bytes.remaining()) {
            throw Refusals.broken(
                    "it announces " + announced + " " + what + ", and " + bytes.remaining() + " bytes are left");
        }
        left -= (long) announced * NODE;
        if (left < 0) {
            throw Refusals.tooLarge("the model holds more values than are allowed");
        }
        return announced;
    }

    private int endOf(int size) throws RefusedException {
        if (size > bytes.remaining()) {
            throw Refusals.broken("it ends at byte " + bytes.limit() + " inside a field of " + size + " bytes");
        }
        return bytes.position() + size;
    }
}
