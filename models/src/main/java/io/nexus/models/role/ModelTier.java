package io.nexus.models.role;

/** What a model is for, and how many of the kind there are. */
public enum ModelTier {
    /** MQScore: without its features there is no evaluation. */
    CORE(1),
    CRITICAL(7),
    RISK(5),
    UNCERTAINTY(25),
    ADVANCED(9),
    /** Second and third choices. */
    BACKUP(15),
    DATA_QUALITY(9);

    private final int models;

    ModelTier(int models) {
        this.models = models;
    }

    public int models() {
        return models;
    }
}
