package io.nexus.models.tree;

/** What a node asks, as a byte of its own. A kind also names how a feature is put down for it, see {@link Slots}. */
final class NodeKind {
    static final byte LEAF = 0;
    static final byte NAN_IS_ZERO = 1;
    static final byte NAN_LEFT = 2;
    static final byte NAN_RIGHT = 3;
    static final byte ZERO_LEFT = 4;
    static final byte ZERO_RIGHT = 5;
    static final byte CATEGORY_LEFT = 6;
    static final byte CATEGORY_RIGHT = 7;
    /** How many kinds there are. */
    static final int COUNT = 8;

    private NodeKind() {}

    static byte numeric(Missing missing, boolean isMissingLeft) {
        return switch (missing) {
            case NONE -> NAN_IS_ZERO;
            case NAN -> isMissingLeft ? NAN_LEFT : NAN_RIGHT;
            case ZERO -> isMissingLeft ? ZERO_LEFT : ZERO_RIGHT;
        };
    }

    static boolean isCategory(byte kind) {
        return kind == CATEGORY_LEFT || kind == CATEGORY_RIGHT;
    }
}
