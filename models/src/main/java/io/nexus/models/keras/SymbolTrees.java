package io.nexus.models.keras;

import io.nexus.models.serving.RefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts how many links a walk through the trees of an HDF5 file meets. A few nodes that all point at one another
 * may take longer to
 * walk than a life; the HDF5 library does not notice. */
final class SymbolTrees {
    private static final int TREE = signature("TREE");
    private static final int TREE_V2 = signature("BTHD");
    /** Links of all groups of a file. */
    private static final long LINKS = 200_000;
    /** No file of Keras has more. */
    private static final int NODES = 100_000;

    private static final int HEAD = 24;
    private static final int ENTRY = 16;
    private static final int CHILD = 8;
    private static final int TYPE_AT = 4;
    private static final int LEVEL_AT = 5;
    private static final int COUNT_AT = 6;
    private static final int V2_NODE_SIZE_AT = 6;
    private static final int V2_DEPTH_AT = 12;
    private static final int V2_NODE_BYTES = 2048;
    private static final int V2_DEPTH = 2;

    private final ByteBuffer file;
    private long entriesSeen;

    private SymbolTrees(ByteBuffer file) {
        this.file = file;
    }

    /** Checks all trees of groups.
     *
     * @throws RefusedException if one has too many links, or nodes that do not get lower towards its leaves */
    static void check(byte[] content) throws RefusedException {
        new SymbolTrees(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN)).check();
    }

    private void check() throws RefusedException {
        List<Integer> nodes = new ArrayList<>();
        for (int at = 0; at + HEAD <= file.capacity(); at++) {
            int signature = file.getInt(at);
            if (signature == TREE && file.get(at + TYPE_AT) == 0) {
                nodes.add(at);
            } else if (signature == TREE_V2) {
                checkNew(at);
            }
            if (nodes.size() > NODES) {
                throw tooMany(nodes.size() + " nodes");
            }
        }
        nodes.sort(Comparator.comparingInt(this::level));
        Map<Integer, Long> linksByNode = new HashMap<>();
        for (int node : nodes) {
            long own = links(node, linksByNode);
            linksByNode.put(node, own);
            if (own > LINKS) {
                throw tooMany(own + " links");
            }
        }
    }

    private int level(int node) {
        return file.get(node + LEVEL_AT) & 0xff;
    }

    private long links(int node, Map<Integer, Long> linksByNode) throws RefusedException {
        int entries = file.getShort(node + COUNT_AT) & 0xffff;
        entriesSeen += entries;
        if (entriesSeen > LINKS) {
            throw tooMany(entriesSeen + " entries");
        }
        long links = 0;
        for (int i = 0; i < entries; i++) {
            long at = node + HEAD + CHILD + (long) i * ENTRY;
            if (at + Long.BYTES > file.capacity()) {
                throw Reasons.broken("a tree of this HDF5 file runs past its end");
            }
            long child = file.getLong((int) at);
            if (child < 0 || child + HEAD > file.capacity()) {
                continue;
            }
            if (level(node) == 0) {
                links += file.getShort((int) child + COUNT_AT) & 0xffff;
            } else {
                Long lower = linksByNode.get((int) child);
                if (lower == null && file.getInt((int) child) == TREE) {
                    throw Reasons.broken("a tree of this HDF5 file has a node of level " + level(node)
                            + " above one of level " + level((int) child));
                }
                links += lower == null ? 0 : lower + 1;
            }
        }
        return links;
    }

    private void checkNew(int at) throws RefusedException {
        int nodeBytes = file.getInt(at + V2_NODE_SIZE_AT);
        int depth = file.getShort(at + V2_DEPTH_AT) & 0xffff;
        if (nodeBytes < 0 || nodeBytes > V2_NODE_BYTES || depth > V2_DEPTH) {
            throw tooMany("nodes of " + nodeBytes + " bytes, " + depth + " deep");
        }
    }

    private static RefusedException tooMany(String what) {
        return Reasons.tooLarge("the groups of this HDF5 file have a tree of " + what);
    }

    private static int signature(String text) {
        return text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
    }
}
