package io.nexus.models.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder on this machine.
 *
 * @param root of the models */
public record DirectorySource(Path root) implements ModelSource {
    private static final int DEPTH = 4;

    @Override
    public String place() {
        return root.toString();
    }

    @Override
    public List<String> names() throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NoSuchFileException(root.toString(), null, "no folder of models");
        }
        try (Stream<Path> files = Files.walk(root, DEPTH)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.startsWith(".") && !name.contains("/."))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public byte[] read(String name, long mostBytes) throws IOException {
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root.normalize())) {
            throw new NoSuchFileException(name, null, "outside the folder");
        }
        long bytes = Files.size(file);
        if (bytes > mostBytes) {
            throw new FileTooLargeException(name, bytes, mostBytes);
        }
        return Files.readAllBytes(file);
    }
}
