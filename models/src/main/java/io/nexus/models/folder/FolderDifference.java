package io.nexus.models.folder;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFailure;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One difference between two folders.
 *
 * @param role name of the role; of a file without one, the file
 * @param before file and verdict; empty if there was none
 * @param after likewise
 * @param what differs, for people */
public record FolderDifference(String role, String before, String after, String what) {
    private static final int ROWS = 200;

    /** For people. */
    public String text() {
        return role + ": " + (before.isEmpty() ? "nothing" : before) + " -> " + (after.isEmpty() ? "nothing" : after)
                + ": " + what;
    }

    /** Differences in the order of the roles' names. */
    public static List<FolderDifference> between(FolderInspection before, FolderInspection after) {
        Map<String, FileReport> old = byRole(before);
        Map<String, FileReport> now = byRole(after);
        Map<String, FileReport> all = new TreeMap<>(old);
        all.putAll(now);
        List<FolderDifference> differences = new ArrayList<>();
        for (String role : all.keySet()) {
            FileReport was = old.get(role);
            FileReport is = now.get(role);
            if (was == null) {
                differences.add(new FolderDifference(role, "", text(all.get(role)), "added"));
            } else if (is == null) {
                differences.add(new FolderDifference(role, text(was), "", "removed"));
            } else if (!was.sha256().equals(is.sha256())) {
                differences.add(new FolderDifference(role, text(was), text(is), answers(was, is)));
            }
        }
        return differences;
    }

    private static Map<String, FileReport> byRole(FolderInspection inspection) {
        Map<String, FileReport> byRole = new TreeMap<>();
        for (FileReport report : inspection.reports()) {
            byRole.put(report.role().isEmpty() ? report.file() : report.role(), report);
        }
        return byRole;
    }

    private static String text(FileReport report) {
        return report.file() + " (" + report.verdict() + ")";
    }

    private static String answers(FileReport was, FileReport is) {
        ModelFile old = was.model();
        ModelFile now = is.model();
        if (old == null || now == null) {
            return "other bytes; only one of them can be asked";
        }
        int inputs = old.image().signature().inputWidth();
        int outputs = old.image().signature().outputWidth();
        if (inputs != now.image().signature().inputWidth()
                || outputs != now.image().signature().outputWidth()) {
            return "other bytes; " + inputs + " inputs and " + outputs + " outputs became "
                    + now.image().signature().inputWidth() + " and "
                    + now.image().signature().outputWidth();
        }
        try (Model one = old.image().open();
                Model other = now.image().open()) {
            return "other bytes; answers to " + ROWS + " seeded rows differ by at most "
                    + String.format(Locale.ROOT, "%.3g", largest(one, other, inputs, outputs));
        } catch (RefusedException | ModelFailure e) {
            return "other bytes; they could not be asked: " + e.getMessage();
        }
    }

    private static double largest(Model one, Model other, int inputs, int outputs) {
        SeededRows rows = new SeededRows(inputs);
        double[] before = new double[outputs];
        double[] after = new double[outputs];
        double largest = 0;
        for (int i = 0; i < ROWS; i++) {
            double[] row = rows.next();
            one.evaluate(row, before);
            other.evaluate(row, after);
            for (int k = 0; k < outputs; k++) {
                largest = Math.max(largest, Math.abs(before[k] - after[k]));
            }
        }
        return largest;
    }
}
