package io.nexus.cli.store;

import io.nexus.cli.store.StoreVerdict.Answer;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** One way of damaging one file or folder of a data directory.
 *
 * @param path of the damaged file or folder, below the data directory
 * @param answer the strictest of all stores */
record StoreDamage(String path, Way way, Answer answer) {
    /** What can happen to a file. */
    enum Way {
        GONE,
        EMPTY,
        HALVED,
        FLIPPED,
        OLDER,
        FOREIGN,
        READ_ONLY,
        /** What a full disk, or a kill within a write, leaves. */
        TORN_WRITE
    }

    /** All ways of damaging a path.
     *
     * @param answers in the order of {@link Way}: X refused, B rebuilt, R resumed */
    static Stream<StoreDamage> of(String path, String answers) {
        List<Way> ways = List.of(Way.values());
        return ways.stream().map(way -> new StoreDamage(path, way, answer(answers.charAt(ways.indexOf(way)))));
    }

    private static Answer answer(char letter) {
        return switch (letter) {
            case 'X' -> Answer.REFUSED;
            case 'B' -> Answer.REBUILT;
            default -> Answer.RESUMED;
        };
    }

    /** Whether another content than the newest is there. */
    boolean isLoss() {
        return way != Way.READ_ONLY && way != Way.TORN_WRITE;
    }

    /** Does the damage.
     *
     * @param older the directory as it was before
     * @param foreign another run's */
    void apply(Path root, Path older, Path foreign, String newestForeign) throws IOException {
        Path target = root.resolve(path);
        switch (way) {
            case GONE -> delete(target);
            case OLDER -> replace(target, older.resolve(path));
            case FOREIGN -> replace(target, foreign.resolve(newestForeign));
            case READ_ONLY -> Files.setPosixFilePermissions(
                    target,
                    Files.isDirectory(target)
                            ? Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE)
                            : Set.of(PosixFilePermission.OWNER_READ));
            case TORN_WRITE -> tear(target);
            default -> {
                for (Path file : contents(target)) {
                    damage(file);
                }
            }
        }
    }

    private void damage(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (way == Way.EMPTY) {
            content = new byte[0];
        } else if (way == Way.HALVED) {
            content = Arrays.copyOf(content, content.length / 2);
        } else if (content.length > 0) {
            content[content.length / 2] ^= 0x10;
        }
        Files.write(file, content);
    }

    private static void tear(Path target) throws IOException {
        String name = target.getFileName().toString();
        if (name.equals("checkpoints")) {
            Path unfinished =
                    Files.createDirectories(target.resolve("0".repeat(32)).resolve("chk-99"));
            Files.writeString(unfinished.resolve("state"), "half");
        } else if (Files.isDirectory(target)) {
            for (Path file : contents(target)) {
                tear(file);
            }
        } else if (name.endsWith(".log")) {
            byte[] content = Files.readAllBytes(target);
            Files.write(target, Arrays.copyOf(content, Math.min(content.length, 40)), StandardOpenOption.APPEND);
        } else if (name.endsWith(".journal") || name.endsWith(".db")) {
            Files.writeString(target, "{\"event\":\"ACCEPTED\",\"tim", StandardOpenOption.APPEND);
        } else {
            byte[] content = Files.readAllBytes(target);
            Files.write(target.resolveSibling(name + ".next"), Arrays.copyOf(content, content.length / 2));
        }
    }

    /** Of a folder, those files that hold what it is for. */
    private static List<Path> contents(Path target) throws IOException {
        if (!Files.isDirectory(target)) {
            return List.of(target);
        }
        try (Stream<Path> files = Files.walk(target)) {
            return files.filter(file -> file.toString().endsWith(".log") || file.endsWith("_metadata"))
                    .toList();
        }
    }

    private static void replace(Path target, Path other) throws IOException {
        delete(target);
        if (Files.exists(other)) {
            copy(other, target);
        }
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Override
    public String toString() {
        return path + ' ' + way.name().toLowerCase(Locale.ROOT) + ": " + answer;
    }
}
