package io.nexus.models.pickle;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks what joblib packed. The kind of packing shows in the first bytes; unpacking stops at the limit. */
final class Unpacking {
    private static final int FIRST_BUFFER = 1 << 16;
    /** Models unpack to at most about 20 times their size. */
    private static final long MOST_PER_BYTE = 200;

    private static final long ALWAYS_ALLOWED = 16 << 20;
    private static final int XZ_MEMORY_KIB = 100_000;

    private Unpacking() {}

    /** The content itself if it is not packed. */
    static byte[] unpacked(byte[] content, Limits limits) throws RefusedException {
        refuseOthers(content);
        try (InputStream stream = stream(content)) {
            return stream == null ? content : read(stream, content.length, limits);
        } catch (IOException | RuntimeException e) {
            // The unpackers answer damaged bytes with exceptions of many kinds.
            throw Refusals.broken("the packed bytes of the file are damaged or cut");
        }
    }

    private static @Nullable InputStream stream(byte[] content) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(content);
        if (starts(content, 0x1f, 0x8b)) {
            return new GZIPInputStream(bytes, FIRST_BUFFER);
        }
        if (starts(content, 0x78)
                && content.length > 2
                && ((content[0] & 0xff) * 256 + (content[1] & 0xff)) % 31 == 0) {
            return new InflaterInputStream(bytes);
        }
        if (starts(content, 'B', 'Z', 'h')) {
            return new BZip2CompressorInputStream(bytes);
        }
        if (starts(content, 0xfd, '7', 'z', 'X', 'Z')) {
            return new XZInputStream(bytes, XZ_MEMORY_KIB);
        }
        return starts(content, 0x5d, 0, 0) ? new LZMAInputStream(bytes, XZ_MEMORY_KIB) : null;
    }

    private static byte[] read(InputStream stream, int packed, Limits limits) throws IOException, RefusedException {
        long most = Math.min(limits.fileBytes(), Math.max(ALWAYS_ALLOWED, MOST_PER_BYTE * packed));
        byte[] buffer = new byte[(int) Math.min(FIRST_BUFFER, most + 1)];
        int size = 0;
        int count;
        while ((count = stream.read(buffer, size, buffer.length - size)) >= 0) {
            size += count;
            if (size > most) {
                throw Refusals.tooLarge("the file of " + packed + " bytes unpacks to more than " + most + " bytes");
            }
            if (size == buffer.length) {
                buffer = Arrays.copyOf(buffer, (int) Math.min(2L * size, most + 1));
            }
        }
        return Arrays.copyOf(buffer, size);
    }

    private static void refuseOthers(byte[] content) throws RefusedException {
        if (starts(content, 0x04, 0x22, 0x4d, 0x18)) {
            throw Refusals.other(
                    "the file is packed with lz4, which is not read",
                    "joblib.dump(model, \"model.joblib\", compress=(\"zlib\", 3))");
        }
        if (starts(content, 'Z', 'F')) {
            throw Refusals.other(
                    "the file is packed as joblib before 0.10 did",
                    "load it with its own joblib and write it "
                            + "with a newer one: joblib.dump(model, \"model.joblib\", compress=3)");
        }
        if (starts(content, 'P', 'K', 3, 4)) {
            throw Refusals.other(
                    "the file is a zip archive, no pickle",
                    "give it the ending of its format, e.g. model.keras or model.pt");
        }
        if (starts(content, '{')) {
            throw Refusals.other(
                    "the file is JSON or UBJSON, no pickle",
                    "give it its own ending: model.ubj, or model.json if it is text");
        }
    }

    private static boolean starts(byte[] content, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (content.length <= i || (content[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
