package io.nexus.cli.models;

import io.nexus.job.models.ModelFolder;
import io.nexus.models.folder.FolderInspection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the lock file. */
@Command(
        name = "lock",
        mixinStandardHelpOptions = true,
        description = {
            "Write down which bytes of which file are agreed upon, in which role.",
            "A file that changes afterwards is reported by doctor, list and show, until the folder is locked again, and no run asks it. Refused files are not locked."
        })
final class LockCommand implements Callable<Integer> {
    @Mixin
    FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws Exception {
        ModelFolder locked = folder.folder();
        if (folder.lock != null) {
            Path into = folder.lock.toAbsolutePath().getParent();
            if (into == null || !Files.isDirectory(into)) {
                throw new IllegalArgumentException("--lock: there is no folder " + into);
            }
        }
        FolderInspection inspection = locked.inspect(null);
        int files = locked.lock(inspection);
        System.out.println(FileView.sum(inspection));
        System.out.println(files + " files locked in " + locked.lockPlace());
        return 0;
    }
}
