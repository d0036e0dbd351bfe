package io.nexus.cli.models;

import io.nexus.models.folder.FileReport;
import io.nexus.models.folder.FolderInspection;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.Port;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One file as people and programs read it. */
record FileView(
        String file,
        String kind,
        String writer,
        String inputs,
        String outputs,
        int roleId,
        String role,
        String version,
        String trainedOn,
        long nativeKb,
        String verdict,
        String why,
        String nextStep,
        List<String> notes,
        String sha256) {
    private static final long BYTES_PER_KB = 1_024;

    static FileView of(FileReport report) {
        ModelFile model = report.model();
        return new FileView(
                report.file(),
                model == null ? "" : model.kind(),
                model == null ? "" : model.writer(),
                model == null ? "" : ports(model.image().signature().inputs()),
                model == null ? "" : ports(model.image().signature().outputs()),
                report.roleId(),
                report.role(),
                report.version(),
                report.provenance().trainedOn(),
                (report.nativeBytes() + BYTES_PER_KB - 1) / BYTES_PER_KB,
                report.verdict().name(),
                report.why(),
                report.nextStep(),
                model == null ? List.of() : model.notes(),
                report.sha256());
    }

    String text() {
        StringBuilder text = new StringBuilder(file).append('\n');
        line(text, "is", kind + (writer.isEmpty() ? "" : ", by " + writer));
        line(text, "takes", inputs);
        line(text, "gives", outputs);
        line(text, "role", roleId < 0 ? "none" : roleId + " " + role);
        line(text, "trained on", trainedOn);
        line(text, "memory", nativeKb == 0 ? "" : nativeKb + " kB outside the heap, estimated");
        notes.forEach(note -> line(text, "note", note));
        line(text, verdict, why);
        line(text, "next", nextStep);
        return text.toString();
    }

    /** How many files there are of each verdict. */
    static String sum(FolderInspection inspection) {
        Map<String, Integer> counts = new TreeMap<>();
        inspection.reports().forEach(report -> counts.merge(report.verdict().name(), 1, Integer::sum));
        return inspection.reports().size() + " files in " + inspection.place() + ": "
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    static String ports(List<Port> ports) {
        return ports.stream()
                .map(port -> port.name() + " " + shape(port.shape()) + " "
                        + port.type().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String shape(List<Integer> shape) {
        return shape.isEmpty() ? "1" : shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    private static void line(StringBuilder text, String name, String value) {
        boolean isVerdict = name.equals(name.toUpperCase(Locale.ROOT));
        if (!value.isEmpty() || isVerdict) {
            text.append("  ")
                    .append(name)
                    .append(value.isEmpty() ? "" : ": ")
                    .append(value)
                    .append('\n');
        }
    }
}
