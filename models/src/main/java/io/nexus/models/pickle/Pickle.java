package io.nexus.models.pickle;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;

/** A pickle as it was read.
 *
 * @param root its value: {@link None}, Boolean, Long, BigInteger, Double, String, {@link Bytes}, List, Map, {@link
 *     Tuple}, {@link NumpyArray}, {@link Instance} or {@link Global}. Values may be shared, and may even hold
 *     themselves
 * @param bytes it takes unpacked */
public record Pickle(Object root, int bytes) {
    /** Reads a pickle, or a file that joblib wrote, packed or not. Nothing in it is executed.
     *
     * @throws RefusedException if it is no pickle, is damaged, asks for anything that no model needs, or exceeds the
     *     limits */
    public static Pickle read(byte[] content, Limits limits) throws RefusedException {
        if (content.length == 0) {
            throw new RefusedException(Refusal.NO_MODEL, "the file is empty", "copy it again in binary mode");
        }
        if (content.length > limits.fileBytes()) {
            throw Refusals.tooLarge(
                    "the file has " + content.length + " bytes, at most " + limits.fileBytes() + " are read");
        }
        byte[] unpacked = Unpacking.unpacked(content, limits);
        Object root = new PickleMachine(new Cursor(unpacked), new Budget(limits), 0).run();
        Nesting.check(root, limits.depth());
        return new Pickle(root, unpacked.length);
    }
}
