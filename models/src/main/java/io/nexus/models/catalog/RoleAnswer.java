package io.nexus.models.catalog;

import io.nexus.models.role.ModelStatus;
import java.io.Serializable;

/** Who answers in a role, and why no file does if none does.
 *
 * @param status of the role
 * @param kind {@code closed-form}, {@code trained} or {@code baseline} for a packaged file, {@code yours} for one of a folder's,
 *     {@code formula} where none answers
 * @param file below the folder; empty if there is none
 * @param version of the file; of a role that no file answers, the name of its formula
 * @param trainedOn what data, as its owner says; empty if nobody said
 * @param why no file answers, with values; empty if one does */
public record RoleAnswer(ModelStatus status, String kind, String file, String version, String trainedOn, String why)
        implements Serializable {
    static final String FORMULA = "formula";
    static final String YOURS = "yours";

    public boolean isServing() {
        return status == ModelStatus.SERVING;
    }
}
