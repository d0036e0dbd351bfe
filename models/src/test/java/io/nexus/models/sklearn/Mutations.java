package io.nexus.models.sklearn;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes as bad disks, bad downloads and bad people do. */
final class Mutations {
    private static final int[] EDGES = {
        0, 1, 0x7f, 0x80, 0xff, '(', ')', ']', '}', 't', 'R', 'b', 'u', 'a', 'h', '.', 0x85, 0x93, 0x94
    };

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    /** A copy with one to four changes. */
    byte[] of(byte[] content) {
        byte[] changed = content.clone();
        for (int turns = 1 + random.nextInt(4); turns > 0; turns--) {
            changed = once(changed);
        }
        return changed;
    }

    private byte[] once(byte[] content) {
        if (content.length < 4) {
            return content;
        }
        int at = random.nextInt(content.length);
        int size = Math.min(content.length - at, 1 + random.nextInt(16));
        switch (random.nextInt(7)) {
            case 0 -> content[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> content[at] = (byte) EDGES[random.nextInt(EDGES.length)];
            case 2 -> content[at] += (byte) (random.nextBoolean() ? 1 : -1);
            case 3 -> Arrays.fill(content, at, at + size, (byte) (random.nextBoolean() ? 0xff : 0));
            case 4 -> {
                return joined(content, at, content, at + size);
            }
            case 5 -> {
                return joined(content, at + size, content, at);
            }
            default -> {
                return random.nextInt(8) == 0 ? Arrays.copyOf(content, at) : swapped(content, at, size);
            }
        }
        return content;
    }

    private byte[] swapped(byte[] content, int at, int size) {
        int other = random.nextInt(content.length - size + 1);
        System.arraycopy(content, other, content, at, size);
        return content;
    }

    private static byte[] joined(byte[] first, int end, byte[] second, int from) {
        byte[] joined = Arrays.copyOf(first, end + second.length - from);
        System.arraycopy(second, from, joined, end, second.length - from);
        return joined;
    }
}
