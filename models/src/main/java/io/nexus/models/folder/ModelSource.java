package io.nexus.models.folder;

import java.io.IOException;
import java.util.List;

/** Where a folder's files come from: a directory, a file system of the cluster, the program itself. */
public interface ModelSource {
    /** For people: path or URI. */
    String place();

    /** All files below the folder, with slashes, sorted; hidden ones are left out. */
    List<String> names() throws IOException;

    /** Whole content of a file.
     *
     * @throws FileTooLargeException if it has more bytes than that, before they are read */
    byte[] read(String name, long mostBytes) throws IOException;

    /** A file larger than a model may be. */
    final class FileTooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        public FileTooLargeException(String name, long bytes, long mostBytes) {
            super(name + " has " + bytes + " bytes, a model file has at most " + mostBytes);
        }
    }
}
