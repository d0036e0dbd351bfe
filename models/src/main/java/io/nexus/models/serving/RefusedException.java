package io.nexus.models.serving;

/** A file that is not served, with the reason and what its owner does next. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;
    private final String nextStep;

    /** A refusal.
     *
     * @param reason one plain sentence that names the offending value
     * @param nextStep one plain sentence or a line of Python that works */
    public RefusedException(Refusal refusal, String reason, String nextStep) {
        super(reason);
        this.refusal = refusal;
        this.nextStep = nextStep;
    }

    public Refusal refusal() {
        return refusal;
    }

    public String nextStep() {
        return nextStep;
    }

    /** The same with where it was found. */
    public RefusedException within(String place) {
        return new RefusedException(refusal, place + ": " + getMessage(), nextStep);
    }
}
