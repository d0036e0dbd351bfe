package io.nexus.models.folder;

/** Memory outside the heap that a folder's models may hold together. Files are counted in the order in which they are read; one that
 * would exceed the budget is refused, and the rest goes on. */
final class NativeBudget {
    private static final long BYTES_PER_MB = 1L << 20;

    private final long mostBytes;
    private long heldBytes;

    NativeBudget(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** The report itself, counted, or its refusal. */
    FileReport held(FileReport report) {
        long bytes = report.nativeBytes();
        if (bytes > mostBytes - heldBytes) {
            String why = "it takes " + megabytes(bytes) + " MB outside the heap, and the files before it take "
                    + megabytes(heldBytes) + " of " + megabytes(mostBytes) + " MB for a folder";
            return FileReport.refused(
                    report.file(),
                    report.sha256(),
                    report.roleId(),
                    report.role(),
                    why,
                    "export a smaller model, or take files out of the folder that no role needs");
        }
        heldBytes += bytes;
        return report;
    }

    private static long megabytes(long bytes) {
        return (bytes + BYTES_PER_MB - 1) / BYTES_PER_MB;
    }
}
