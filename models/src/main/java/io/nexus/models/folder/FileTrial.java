package io.nexus.models.folder;

import io.nexus.models.role.ModelEntry;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFailure;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A file that was tried in a role.
 *
 * @param report as of a folder with this file alone
 * @param answers to a few rows, for people */
public record FileTrial(FileReport report, List<String> answers) {
    private static final int TIMED_ROWS = 2_000;
    private static final int SHOWN_ROWS = 3;
    private static final double NS_PER_US = 1e3;
    private static final long BYTES_PER_KB = 1_024;

    public FileTrial {
        answers = List.copyOf(answers);
    }

    public boolean isRefused() {
        return report.verdict() == FileVerdict.REFUSED;
    }

    /** Reads a file and asks it.
     *
     * @param nanos a clock in nanoseconds
     * @throws IOException if the file can't be read */
    public static FileTrial of(Path file, ModelEntry role, Limits limits, LongSupplier nanos) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        DirectorySource source = new DirectorySource(folder == null ? Path.of("") : folder);
        byte[] content = source.read(String.valueOf(file.getFileName()), limits.fileBytes());
        String sha256 = Sha256.of(content);
        String name = file.toString();
        try {
            ModelFile read = ModelReader.read(name, content, limits);
            FileReport report = FileReport.served(name, sha256, role.id(), role.name(), read, Provenance.NONE);
            try (Model model = read.image().open()) {
                return new FileTrial(FolderInspection.fitted(report, role, read), ask(model, nanos));
            }
        } catch (RefusedException e) {
            String why = String.valueOf(e.getMessage());
            return new FileTrial(
                    FileReport.refused(name, sha256, role.id(), role.name(), why, e.nextStep()), List.of());
        }
    }

    private static List<String> ask(Model model, LongSupplier nanos) {
        SeededRows rows = new SeededRows(model.signature().inputWidth());
        double[] outputs = new double[model.signature().outputWidth()];
        List<String> answers = new ArrayList<>();
        try {
            for (int i = 0; i < SHOWN_ROWS; i++) {
                model.evaluate(rows.next(), outputs);
                String row = i == 0 ? "zeros" : i == 1 ? "ones" : "standard normal numbers";
                answers.add("answer to " + row + ": " + Arrays.toString(outputs));
            }
            long startNs = nanos.getAsLong();
            for (int i = 0; i < TIMED_ROWS; i++) {
                model.evaluate(rows.next(), outputs);
            }
            double us = (nanos.getAsLong() - startNs) / NS_PER_US / TIMED_ROWS;
            answers.add(String.format(
                    Locale.ROOT, "%.1f us a row, mean of %d, while the compiler still works", us, TIMED_ROWS));
            answers.add(model.nativeBytes() / BYTES_PER_KB + " kB of memory outside the heap, estimated");
        } catch (ModelFailure e) {
            answers.add("it fails: " + e.getMessage());
        }
        return answers;
    }
}
