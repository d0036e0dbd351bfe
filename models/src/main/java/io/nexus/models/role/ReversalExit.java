package io.nexus.models.role;

/** Model 6's role: whether the position moves against us before it moves for us.
 *
 * @param hasOpinion false if nobody can tell; then the stops alone decide
 * @param probability of one adverse R before one favourable; 0.5 without an opinion */
public record ReversalExit(boolean hasOpinion, double probability, ModelUse use) {
    private static final ModelUse NO_OPINION = ModelUse.fallback(6, "no-opinion");
    private static final ReversalExit FALLBACK = new ReversalExit(false, 0.5, NO_OPINION);

    /** No opinion: the trailing stop is the fallback. */
    public static ReversalExit fallback() {
        return FALLBACK;
    }
}
