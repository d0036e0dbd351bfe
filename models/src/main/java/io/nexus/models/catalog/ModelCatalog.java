package io.nexus.models.catalog;

import io.nexus.models.folder.FileReport;
import io.nexus.models.folder.FileVerdict;
import io.nexus.models.folder.FolderInspection;
import io.nexus.models.folder.PackagedSource;
import io.nexus.models.onnx.AggregatorImage;
import io.nexus.models.role.ModelEntry;
import io.nexus.models.role.ModelRoles;
import io.nexus.models.role.ModelStatus;
import io.nexus.models.role.ModelUse;
import io.nexus.models.serving.Limits;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who answers in each of the 71 roles, decided once when a folder was inspected; immutable. A file that is missing, refused,
 * changed or not locked is a reason here, never an exception later: its role answers through its fallback. */
public final class ModelCatalog implements Serializable {
    private static final long serialVersionUID = 2;

    /** The one role that a layer asks so far, by the closed form that its file holds. */
    private static final int AGGREGATOR = 4;

    private final String place;
    private final List<RoleAnswer> answers;

    private ModelCatalog(String place, List<RoleAnswer> answers) {
        this.place = place;
        this.answers = List.copyOf(answers);
    }

    /** The catalogue of the models that are packaged with this program. */
    public static ModelCatalog packaged() {
        PackagedSource source = new PackagedSource();
        try {
            return of(FolderInspection.of(source, ModelRoles.all(), source.lock(), Limits.DEFAULT), true);
        } catch (IOException e) {
            throw new UncheckedIOException("the packaged models can't be read", e);
        }
    }

    /** The catalogue of a trader's folder.
     *
     * @param folder held against its lock: only what that holds may serve */
    public static ModelCatalog of(FolderInspection folder) {
        return of(folder, false);
    }

    private static ModelCatalog of(FolderInspection folder, boolean isPackaged) {
        List<RoleAnswer> answers = new ArrayList<>();
        for (ModelEntry role : ModelRoles.all()) {
            FileReport report = folder.reports().stream()
                    .filter(file -> file.roleId() == role.id() && file.role().equals(role.name()))
                    .findFirst()
                    .orElse(null);
            answers.add(
                    report == null
                            ? formula(role, "", "there is no file for it in " + folder.place())
                            : answer(role, report, isPackaged));
        }
        return new ModelCatalog(folder.place(), answers);
    }

    private static RoleAnswer answer(ModelEntry role, FileReport report, boolean isPackaged) {
        if (report.verdict() != FileVerdict.SERVES) {
            return formula(role, report.file(), report.why());
        }
        boolean isClosedForm = report.model() != null && report.model().image() instanceof AggregatorImage;
        if (role.id() == AGGREGATOR && !isClosedForm) {
            return formula(role, report.file(), "it is not the closed form that Layer 4 computes");
        }
        if (role.id() != AGGREGATOR) {
            return formula(role, report.file(), "no layer asks a file in this role yet");
        }
        String kind = isPackaged ? report.provenance().kind() : RoleAnswer.YOURS;
        String trainedOn = report.provenance().trainedOn();
        return new RoleAnswer(ModelStatus.SERVING, kind, report.file(), report.version(), trainedOn, "");
    }

    private static RoleAnswer formula(ModelEntry role, String file, String why) {
        return new RoleAnswer(ModelStatus.FALLBACK, RoleAnswer.FORMULA, file, role.formula(), "", why);
    }

    /** Where the files are, for people. */
    public String place() {
        return place;
    }

    /** Who answers in a role. */
    public RoleAnswer answer(int id) {
        return answers.get(id);
    }

    /** Who takes part in a decision in a role: its file, the first of its fallbacks that serves, else its formula. */
    public ModelUse use(int id) {
        ModelUse own = served(id);
        if (own != null) {
            return own;
        }
        for (int backup : ModelRoles.role(id).fallbackIds()) {
            ModelUse other = served(backup);
            if (other != null) {
                return other;
            }
        }
        return formula(id);
    }

    /** The last resort of a role, whether or not a file serves. */
    public ModelUse formula(int id) {
        return new ModelUse(id, ModelRoles.role(id).formula(), ModelStatus.FALLBACK);
    }

    /** Who answers by {@code id-name}, in the order of ids. */
    public Map<String, RoleAnswer> describe() {
        Map<String, RoleAnswer> described = new LinkedHashMap<>();
        for (ModelEntry role : ModelRoles.all()) {
            described.put(role.id() + "-" + role.name(), answer(role.id()));
        }
        return described;
    }

    private @Nullable ModelUse served(int id) {
        RoleAnswer answer = answer(id);
        return answer.isServing() ? new ModelUse(id, answer.version(), ModelStatus.SERVING) : null;
    }
}
