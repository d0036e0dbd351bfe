package io.nexus.models.folder;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What came of asking every file of a folder that has golden rows for them.
 *
 * @param verified files whose rows all agree
 * @param failed files that are refused or differ
 * @param files what was found per verified file */
public record FolderVerification(int verified, List<Failed> failed, List<Agreed> files) {
    public FolderVerification {
        failed = List.copyOf(failed);
        files = List.copyOf(files);
    }

    /** A file that failed, and why. */
    public record Failed(String file, String why) {}

    /** A file whose rows agree.
     *
     * @param rows that were asked
     * @param exactRows of them, equal in the number type of the writer
     * @param worst difference relative to the largest output of its row */
    public record Agreed(String file, int rows, int exactRows, double worst) {}

    /** Verifies a folder.
     *
     * @throws IOException if the folder itself can't be listed */
    public static FolderVerification of(ModelSource source, Limits limits) throws IOException {
        Set<String> names = Set.copyOf(source.names());
        List<Failed> failed = new ArrayList<>();
        List<Agreed> agreed = new ArrayList<>();
        for (String file : FolderInspection.modelFiles(source.names())) {
            if (names.contains(file + GoldenRows.SUFFIX)) {
                verify(source, file, limits, agreed, failed);
            }
        }
        return new FolderVerification(agreed.size(), failed, agreed);
    }

    private static void verify(
            ModelSource source, String file, Limits limits, List<Agreed> agreed, List<Failed> failed) {
        try {
            byte[] content = source.read(file, limits.fileBytes());
            byte[] rows = source.read(file + GoldenRows.SUFFIX, limits.fileBytes());
            ModelFile read = ModelReader.read(file, content, limits, GoldenRows.width(rows));
            GoldenRows golden = GoldenRows.read(rows);
            GoldenCheck check;
            try (Model model = read.image().open()) {
                check = GoldenCheck.of(model, golden, tolerance(content));
            }
            if (check.fault() == null) {
                agreed.add(new Agreed(file, check.rows(), check.exactRows(), check.worst()));
            } else {
                failed.add(new Failed(file, check.fault()));
            }
        } catch (RefusedException e) {
            failed.add(new Failed(file, e.getMessage() + "; next: " + e.nextStep()));
        } catch (IOException | IllegalArgumentException e) {
            failed.add(new Failed(file, String.valueOf(e.getMessage())));
        }
    }

    private static double tolerance(byte[] content) {
        return switch (FileKind.of(content)) {
            case ONNX, HDF5, ZIP -> GoldenCheck.NETS;
            default -> GoldenCheck.TREES;
        };
    }
}
