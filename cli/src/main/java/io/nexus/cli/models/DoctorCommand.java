package io.nexus.cli.models;

import io.nexus.connectors.kafka.RecordJson;
import io.nexus.job.models.ModelFolder;
import io.nexus.models.folder.FileReport;
import io.nexus.models.folder.FolderInspection;
import io.nexus.models.folder.ModelLock;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says of every file what it is and what its owner does next. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every file can be read", "3:a file is refused, changed or missing, or there is none"},
        description = {
            "Say of every file what it is, who wrote it, what it takes and gives, the role it fits, and what to do next.",
            "A folder without a lock file is locked, if it can be written."
        })
final class DoctorCommand implements Callable<Integer> {
    private static final int ILL = 3;

    @Mixin
    FolderOption folder = new FolderOption();

    @Option(names = "--json", description = "As a JSON list instead of text.")
    boolean isJson;

    @Override
    public Integer call() throws Exception {
        ModelLock lock = folder.folder().readLock();
        FolderInspection inspection = folder.folder().inspect(lock);
        if (isJson) {
            System.out.println(RecordJson.text(
                    inspection.reports().stream().map(FileView::of).toList()));
        } else {
            for (FileReport report : inspection.reports()) {
                System.out.print(FileView.of(report).text());
            }
            inspection.missing().forEach(file -> System.out.println(file + "\n  MISSING: it is locked but not there"));
            System.out.println(FileView.sum(inspection));
        }
        if (inspection.reports().isEmpty() && inspection.missing().isEmpty()) {
            System.err.println("there is no model file in " + inspection.place()
                    + "; they lie in its folders 01_... to 20_..., as .onnx, .pkl, .json, .ubj, .txt, .h5 or .keras");
            return ILL;
        }
        if (lock == null) {
            lock(inspection);
        }
        return isWell(inspection) ? 0 : ILL;
    }

    /** The first lock of a folder; later ones are for nexus models lock. */
    private void lock(FolderInspection inspection) {
        ModelFolder examined = folder.folder();
        PrintStream out = isJson ? System.err : System.out;
        try {
            out.println(examined.lock(inspection) + " files locked in " + examined.lockPlace()
                    + "; one that changes is refused until nexus models lock");
        } catch (IOException e) {
            out.println("not locked: " + e.getMessage());
        }
    }

    private static boolean isWell(FolderInspection inspection) {
        return inspection.missing().isEmpty()
                && inspection.reports().stream().allMatch(report -> switch (report.verdict()) {
                    case SERVES, NEEDS_BINDING, NO_ROLE -> true;
                    case REFUSED, CHANGED, NOT_LOCKED -> false;
                });
    }
}
