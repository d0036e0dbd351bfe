package io.nexus.connectors.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32C;

/** Files that are replaced as a whole: written beside the old one, forced to the disk, then renamed. Who is killed, loses power
 * or runs out of disk leaves the old or the new content, never a part. A sealed file ends with a line that holds the checksum of
 * what is before it; readers of JSON do not see that line. */
public final class WholeFile {
    private static final String NEXT = ".next";
    private static final String MARK = "\n#crc32c ";
    private static final int CHECKSUM_DIGITS = 8;
    private static final int SEAL_BYTES = MARK.length() + CHECKSUM_DIGITS + 1;

    private WholeFile() {}

    /** Writes or replaces a file with content and checksum.
     *
     * @throws IOException if it can't be written; the old file is still there then */
    public static void replaceSealed(Path file, byte[] content) throws IOException {
        replace(file, sealed(content));
    }

    /** The same without waiting for the disk, for what is written often and can be recreated: a machine that loses power may leave
     * a file whose checksum is wrong. */
    public static void replaceDerived(Path file, byte[] content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + NEXT);
        try {
            Files.write(next, sealed(content));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(next);
            throw e;
        }
    }

    private static byte[] sealed(byte[] content) {
        byte[] seal = (MARK + checksum(content) + '\n').getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = Arrays.copyOf(content, content.length + seal.length);
        System.arraycopy(seal, 0, sealed, content.length, seal.length);
        return sealed;
    }

    /** Writes or replaces a file with just this content.
     *
     * @param attributes of the new file
     * @throws IOException if it can't be written; the old file is still there then */
    public static void replace(Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
        replace(
                file,
                content,
                next -> FileChannel.open(
                        next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes));
    }

    /** Opens the file that is written. */
    interface Opener {
        FileChannel open(Path next) throws IOException;
    }

    static void replace(Path file, byte[] content, Opener opener) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + NEXT);
        Files.deleteIfExists(next);
        try {
            write(next, content, opener);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(next);
            throw e;
        }
        forceFolder(file);
    }

    /** The content of a sealed file. One that was written before files were sealed has no checksum and is taken as it is.
     *
     * @throws DamagedFileException if the checksum is another one
     * @throws IOException if it can't be read */
    public static byte[] read(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int end = all.length - SEAL_BYTES;
        String seal = end < 0 ? "" : new String(all, end, SEAL_BYTES, StandardCharsets.ISO_8859_1);
        if (!seal.startsWith(MARK)) {
            return all;
        }
        byte[] content = Arrays.copyOf(all, end);
        String written = seal.substring(MARK.length()).strip();
        String found = checksum(content);
        if (!written.equals(found)) {
            throw new DamagedFileException(file, "its checksum is " + written + ", that of its content is " + found);
        }
        return content;
    }

    /** CRC-32C of some bytes, as eight hexadecimal digits. */
    public static String checksum(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return text(checksum);
    }

    /** The value of a checksum, as eight hexadecimal digits. */
    public static String text(CRC32C checksum) {
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }

    private static void write(Path next, byte[] content, Opener opener) throws IOException {
        try (FileChannel channel = opener.open(next)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** The renaming itself is to outlive a loss of power. */
    private static void forceFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
