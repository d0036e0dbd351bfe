package io.nexus.models.folder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names of a zip archive's entries, from its local headers; nothing is unpacked. */
final class ZipNames {
    private static final int HEADER = 0x04034b50;
    private static final int HEADER_BYTES = 30;
    private static final int NAME_LENGTH_AT = 26;
    private static final int MOST = 10_000;

    private ZipNames() {}

    /** Names as far as headers can be found. */
    static List<String> of(byte[] content) {
        List<String> names = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + HEADER_BYTES < content.length && names.size() < MOST; at++) {
            if (content[at] == 'P' && bytes.getInt(at) == HEADER) {
                int length = bytes.getShort(at + NAME_LENGTH_AT) & 0xffff;
                int end = Math.min(content.length, at + HEADER_BYTES + length);
                names.add(new String(content, at + HEADER_BYTES, end - at - HEADER_BYTES, StandardCharsets.UTF_8));
            }
        }
        return names;
    }
}
