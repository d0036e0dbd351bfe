package io.nexus.models.serving;

/** A model that served could not answer this row. */
public final class ModelFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ModelFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
