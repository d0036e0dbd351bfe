package io.nexus.models.pickle;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.RefusedException;

/** What a pickle has used of its limits so far; counted before the memory is taken. */
final class Budget {
    /** Heap of one small object with its place in a list or map. */
    private static final long OBJECT_BYTES = 64;
    /** Heap that the values of a file may take, per byte a file may have. */
    private static final long HEAP_PER_FILE_BYTE = 4;

    private final Limits limits;
    private long values;
    private long heapBytes;

    Budget(Limits limits) {
        this.limits = limits;
    }

    int depth() {
        return limits.depth();
    }

    /** Counts one value.
     *
     * @param bytes that it takes beside the object itself */
    void take(long bytes) throws RefusedException {
        values++;
        heapBytes += OBJECT_BYTES + bytes;
        if (values > limits.values()) {
            throw Refusals.tooLarge("the pickle holds more than " + limits.values() + " values");
        }
        if (heapBytes > HEAP_PER_FILE_BYTE * limits.fileBytes()) {
            throw Refusals.tooLarge(
                    "the values of the pickle take more than " + HEAP_PER_FILE_BYTE * limits.fileBytes() + " bytes");
        }
    }
}
