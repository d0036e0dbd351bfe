package io.nexus.domain.control;

/** Version of a control message: the epoch of the topic, then the offset in it, in one number. A topic that is recreated or shortened
 * begins a later epoch, so that its messages are newer than all before. */
public final class ControlVersion {
    private static final int OFFSET_BITS = 40;
    private static final long MAX_OFFSET = (1L << OFFSET_BITS) - 1;
    private static final int MAX_EPOCH = (1 << 22) - 1;

    private ControlVersion() {}

    /** Version of an offset.
     *
     * @param epoch 0 to 4,194,303
     * @param offset 0 to 2^40 - 1 */
    public static long of(int epoch, long offset) {
        if (epoch < 0 || epoch > MAX_EPOCH || offset < 0 || offset > MAX_OFFSET) {
            throw new IllegalArgumentException("no control version has epoch " + epoch + " and offset " + offset);
        }
        return (long) epoch << OFFSET_BITS | offset;
    }

    /** The offset in the topic. */
    public static long offset(long version) {
        return version & MAX_OFFSET;
    }

    /** How often the topic began anew before. */
    public static int epoch(long version) {
        return (int) (version >> OFFSET_BITS);
    }

    /** {@code 17}, or {@code 17 (epoch 1)}. */
    public static String text(long version) {
        return epoch(version) == 0 ? Long.toString(version) : offset(version) + " (epoch " + epoch(version) + ")";
    }
}
