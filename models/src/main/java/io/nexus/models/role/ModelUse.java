package io.nexus.models.role;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** That a model took part in a decision.
 *
 * @param id of the model, 0 to 70
 * @param version of the artifact, or the name of the formula that stood in for it */
public record ModelUse(int id, String version, ModelStatus status) implements Serializable {
    public ModelUse {
        Check.inRange("id", id, 0, 70);
        Check.notBlank("version", version);
    }

    static ModelUse fallback(int id, String formula) {
        return new ModelUse(id, formula, ModelStatus.FALLBACK);
    }

    /** {@code id:version:status}, as records carry it. */
    public String text() {
        return id + ":" + version + ":" + status;
    }

    /** The models so far and this one, separated by commas. */
    public String after(String models) {
        return models.isEmpty() ? text() : models + ',' + text();
    }
}
