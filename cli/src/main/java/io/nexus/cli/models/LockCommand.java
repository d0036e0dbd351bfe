package io.nexus.cli.models;

import io.nexus.connectors.file.WholeFile;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.models.folder.FolderInspection;
import io.nexus.models.folder.LockDraft;
import io.nexus.models.folder.ModelLock;
import io.nexus.models.serving.Limits;
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
            "A file that changes afterwards is reported by doctor, list and show, until the folder is locked again. Refused files are not locked."
        })
final class LockCommand implements Callable<Integer> {
    @Mixin
    FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws Exception {
        FolderInspection inspection =
                FolderInspection.of(folder.source(), ModelCatalog.bundled().entries(), null, Limits.DEFAULT);
        ModelLock lock = LockDraft.of(inspection, folder.source(), Limits.DEFAULT);
        Path file = folder.lockFile();
        Path into = file.toAbsolutePath().getParent();
        if (into == null || !Files.isDirectory(into)) {
            throw new IllegalArgumentException("--lock: there is no folder " + into);
        }
        WholeFile.replace(file, lock.toBytes());
        System.out.println(FileView.sum(inspection));
        System.out.println(lock.files().size() + " files locked in " + file);
        return 0;
    }
}
