package io.nexus.models.onnx;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;

/** How many values a file may still hold. */
final class Budget {
    private final long allowed;
    private long taken;

    Budget(long allowed) {
        this.allowed = allowed;
    }

    void take(long values) throws RefusedException {
        taken += values;
        if (taken > allowed) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    "The file holds more than " + allowed + " values.",
                    "Export a smaller model: fewer trees or narrower layers.");
        }
    }
}
