package io.nexus.models.role;

import io.nexus.domain.control.Governance;

/** Model 7's role: trust in the others. */
public record Governor(Governance governance, ModelUse use) {
    private static final ModelUse IDENTITY = ModelUse.fallback(7, "identity");

    /** Full trust in every model, no threshold moved. */
    public static Governor fallback() {
        return new Governor(Governance.identity(), IDENTITY);
    }

    /** Who made a governance that was broadcast, as long as no governor is trained. */
    public static ModelUse fallbackUse() {
        return IDENTITY;
    }
}
