package io.nexus.connectors.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** Directories of orders, positions and keys, which only their owner may enter, whatever the process's umask. */
public final class PrivateDirectory {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private PrivateDirectory() {}

    /** Makes a directory that only its owner may enter. One that others may enter is closed to them if it is empty or ours.
     *
     * @param ownFiles names of files of which ours has at least one
     * @return what was done to a directory that existed, for people; empty if nothing
     * @throws IOException if it can't be made, is not a directory, is open to others and holds something else, or its
     *     permissions can't be changed */
    public static String open(Path directory, String... ownFiles) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new IOException(directory + " is a file, not a directory");
        }
        if (!isPosix(directory)) {
            Files.createDirectories(directory);
            return "";
        }
        if (!Files.exists(directory)) {
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            FileAttribute<Set<PosixFilePermission>> attribute = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
            Files.createDirectory(directory, attribute);
            return "";
        }
        return isOpenToOthers(directory) ? close(directory, ownFiles) : "";
    }

    private static String close(Path directory, String... ownFiles) throws IOException {
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(directory);
        String shown = PosixFilePermissions.toString(before);
        if (!isEmpty(directory) && Stream.of(ownFiles).noneMatch(name -> Files.exists(directory.resolve(name)))) {
            throw new IOException(directory + " can be entered by others (" + shown
                    + ") and holds files of something else; name an empty or a new directory, or chmod 700 it");
        }
        Set<PosixFilePermission> after = EnumSet.copyOf(before);
        after.retainAll(OWNER_ONLY);
        try {
            Files.setPosixFilePermissions(directory, after);
        } catch (IOException e) {
            throw new IOException(
                    directory + " can be entered by others (" + shown + ") and that can't be changed: chmod 700 it", e);
        }
        return directory + " could be entered by others (" + shown + "); now only by its owner";
    }

    private static boolean isOpenToOthers(Path directory) throws IOException {
        return !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(directory));
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private static boolean isPosix(Path directory) {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
