package io.nexus.models.folder;

import io.nexus.models.role.ModelEntry;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every model file of a folder, read, held against its role and against the lock. A file that is refused spoils no other.
 *
 * @param place of the folder
 * @param reports one per model file, in the order of their names
 * @param missing locked files that are not there any more */
public record FolderInspection(String place, List<FileReport> reports, List<String> missing) {
    private static final Set<String> ENDINGS = Set.of(
            "onnx", "pkl", "pickle", "joblib", "json", "ubj", "model", "txt", "h5", "hdf5", "keras", "cbm", "pt", "pth",
            "tflite", "pb", "bin", "lgb", "xgb");
    /** How names of files end that lie beside models and are none. */
    private static final List<String> BESIDE = List.of(
            GoldenRows.SUFFIX,
            ".features.txt",
            Provenance.SUFFIX,
            ".schema.json",
            ModelLock.FILE,
            "manifest.json",
            "metadata.json");
    /** How names of texts for people begin. */
    private static final List<String> FOR_PEOPLE =
            List.of("readme", "license", "licence", "notice", "notes", "changelog", "requirements", "environment");

    public FolderInspection {
        reports = List.copyOf(reports);
        missing = List.copyOf(missing);
    }

    /** Reads a folder.
     *
     * @param lock null if nothing is locked yet
     * @throws IOException if the folder itself can't be listed */
    public static FolderInspection of(
            ModelSource source, List<ModelEntry> roles, @Nullable ModelLock lock, Limits limits) throws IOException {
        List<String> names = source.names();
        List<String> files = modelFiles(names);
        Map<String, RoleFinder.Found> found = found(files, roles, lock);
        Set<String> all = Set.copyOf(names);
        List<FileReport> reports = new ArrayList<>();
        NativeBudget budget = new NativeBudget(limits.folderNativeBytes());
        for (String file : files) {
            FileReport report = budget.held(report(source, file, found.get(file), all, limits));
            reports.add(lock == null ? report : held(report, lock));
        }
        List<String> missing = lock == null
                ? List.of()
                : lock.files().stream()
                        .map(ModelLock.Locked::file)
                        .filter(file -> !files.contains(file))
                        .toList();
        return new FolderInspection(source.place(), reports, missing);
    }

    /** Roles by file. A locked file keeps the role it was locked in, whatever came beside it. */
    private static Map<String, RoleFinder.Found> found(
            List<String> files, List<ModelEntry> roles, @Nullable ModelLock lock) {
        Map<String, RoleFinder.Found> found = new HashMap<>(new RoleFinder(roles).find(files));
        if (lock != null) {
            for (ModelLock.Locked locked : lock.files()) {
                if (locked.roleId() == FileReport.NO_ROLE) {
                    found.remove(locked.file());
                } else {
                    found.put(locked.file(), new RoleFinder.Found(roles.get(locked.roleId()), locked.role()));
                }
            }
        }
        return found;
    }

    /** Files that look like models by their ending. */
    static List<String> modelFiles(List<String> names) {
        return names.stream()
                .filter(name -> BESIDE.stream().noneMatch(name::endsWith))
                .filter(name -> FOR_PEOPLE.stream().noneMatch(lowerName(name)::startsWith))
                .filter(name -> ENDINGS.contains(ending(name)))
                .toList();
    }

    private static String lowerName(String name) {
        return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Values of a row by the golden rows beside a file; 0 if there are none. */
    private static int width(ModelSource source, String file, Set<String> names, Limits limits) {
        String golden = file + GoldenRows.SUFFIX;
        try {
            return names.contains(golden) ? GoldenRows.width(source.read(golden, limits.fileBytes())) : 0;
        } catch (IOException e) {
            // verifying says what is wrong with the rows
            return 0;
        }
    }

    private static FileReport report(
            ModelSource source, String file, RoleFinder.@Nullable Found found, Set<String> all, Limits limits) {
        int roleId = found == null ? FileReport.NO_ROLE : found.entry().id();
        String role = found == null ? "" : found.name();
        String sha256 = "";
        try {
            byte[] content = source.read(file, limits.fileBytes());
            sha256 = Sha256.of(content);
            ModelFile model = ModelReader.read(file, content, limits, width(source, file, all, limits));
            String beside = file + Provenance.SUFFIX;
            Provenance provenance = all.contains(beside)
                    ? Provenance.read(beside, source.read(beside, limits.fileBytes()))
                    : Provenance.NONE;
            FileReport read = FileReport.served(file, sha256, roleId, role, model, provenance);
            return found == null ? withoutRole(read) : fitted(read, found.entry(), model);
        } catch (RefusedException e) {
            return FileReport.refused(file, sha256, roleId, role, String.valueOf(e.getMessage()), e.nextStep());
        } catch (IOException e) {
            String why = "it can't be read: " + e.getMessage();
            return FileReport.refused(file, sha256, roleId, role, why, "make it readable");
        }
    }

    private static FileReport withoutRole(FileReport read) {
        return read.with(
                FileVerdict.NO_ROLE,
                FileVerdict.NO_ROLE.meaning(),
                "name it like its role (nexus models list), or try it: nexus models try FILE --as ROLE");
    }

    static FileReport fitted(FileReport read, ModelEntry role, ModelFile model) {
        String difference = RoleFit.difference(role, model.image().signature());
        return difference == null
                ? read
                : read.with(
                        FileVerdict.NEEDS_BINDING,
                        difference,
                        "bind its inputs and outputs to those of " + role.name());
    }

    private static FileReport held(FileReport report, ModelLock lock) {
        ModelLock.Locked locked = lock.find(report.file());
        if (report.sha256().isEmpty() || report.verdict() == FileVerdict.REFUSED) {
            return report;
        }
        if (locked == null) {
            return report.with(FileVerdict.NOT_LOCKED, FileVerdict.NOT_LOCKED.meaning(), "nexus models lock");
        }
        if (!locked.sha256().equals(report.sha256())) {
            String why = "it has SHA-256 " + report.sha256() + ", locked is " + locked.sha256();
            return report.with(FileVerdict.CHANGED, why, "nexus models diff, then nexus models lock");
        }
        return report;
    }
}
