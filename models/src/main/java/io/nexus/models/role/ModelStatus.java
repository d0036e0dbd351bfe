package io.nexus.models.role;

/** Who answers for a model. */
public enum ModelStatus {
    /** The trained artifact, or an exact closed form that is the model. */
    SERVING,
    /** The documented formula, because no artifact exists, or it is broken or out of contract. */
    FALLBACK
}
