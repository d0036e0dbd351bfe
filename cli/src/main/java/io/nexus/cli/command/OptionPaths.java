package io.nexus.cli.command;

import io.nexus.cli.embedded.DataDirectory;
import io.nexus.connectors.recorded.RecordingFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Checks of the files and folders that options name, before any work is started. Each refusal names the option. */
final class OptionPaths {
    private OptionPaths() {}

    /** A file that will be written.
     *
     * @throws IllegalArgumentException if it is a folder, or it or its folder can't be written */
    static void requireWritable(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(option + ' ' + file + ": is a folder, not a file");
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(option + ' ' + file + ": there is no folder " + folder);
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new IllegalArgumentException(option + ' ' + file + ": can't be written");
        }
    }

    /** A folder that will be made, or written into.
     *
     * @throws IllegalArgumentException if it is a file, or it or the folder around it can't be written */
    static void requireFolderToWrite(String option, @Nullable Path folder) {
        if (folder == null) {
            return;
        }
        Path existing = folder.toAbsolutePath().normalize();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing != null && !Files.isDirectory(existing)) {
            throw new IllegalArgumentException(option + ' ' + folder + ": " + existing + " is a file, not a folder");
        }
        if (existing == null || !Files.isWritable(existing)) {
            throw new IllegalArgumentException(option + ' ' + folder + ": " + existing + " can't be written");
        }
    }

    /** A folder for a recording.
     *
     * @throws IllegalArgumentException if it can't be written, holds a recording already, or is in the directory of a run */
    static void requireFolderToRecord(String option, @Nullable Path folder) {
        if (folder == null) {
            return;
        }
        requireFolderToWrite(option, folder);
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (DataDirectory.isOfARun(at)) {
                throw new IllegalArgumentException(
                        option + ' ' + folder + ": " + at + " is the directory of a run; name a folder outside of it");
            }
        }
        RecordingFolder.requireNone(folder);
    }

    /** A file that will be read.
     *
     * @throws IllegalArgumentException if there is none */
    static void requireFile(String option, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(option + ' ' + file + ": there is no such file");
        }
    }

    /** A folder that will be read.
     *
     * @throws IllegalArgumentException if there is none */
    static void requireFolder(String option, @Nullable Path folder) {
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(option + ' ' + folder + ": there is no such folder");
        }
    }

    /** A recording that will be read.
     *
     * @throws IllegalArgumentException if the folder holds none */
    static void requireRecording(@Nullable Path folder) {
        if (folder != null) {
            RecordingFolder.instruments(folder);
        }
    }
}
