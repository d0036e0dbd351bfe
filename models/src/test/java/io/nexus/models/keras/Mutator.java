package io.nexus.models.keras;

import java.util.Random;

/** Damages files as disks, networks and attackers do. Seeded. */
final class Mutator {
    private static final int KINDS = 8;
    private static final byte[] LIES = {0, 1, 2, 4, 8, 0x7f, (byte) 0x80, (byte) 0xff};

    private final Random random;

    Mutator(long seed) {
        random = new Random(seed);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    byte[] mutate(byte[] content) {
        byte[] changed = content.clone();
        return switch (random.nextInt(KINDS)) {
            case 0 -> flipped(changed, 1);
            case 1 -> flipped(changed, 1 + random.nextInt(16));
            case 2 -> java.util.Arrays.copyOf(changed, random.nextInt(changed.length));
            case 3 -> duplicated(changed);
            case 4 -> lied(changed, 1 + random.nextInt(8));
            case 5 -> digits(changed);
            case 6 -> moved(changed);
            default -> lied(digits(changed), 1);
        };
    }

    private byte[] flipped(byte[] content, int times) {
        for (int i = 0; i < times; i++) {
            content[random.nextInt(content.length)] = (byte) random.nextInt(256);
        }
        return content;
    }

    /** The same extreme byte several times: lengths and addresses that lie. */
    private byte[] lied(byte[] content, int count) {
        byte lie = LIES[random.nextInt(LIES.length)];
        int at = random.nextInt(content.length);
        for (int i = at; i < Math.min(at + count, content.length); i++) {
            content[i] = lie;
        }
        return content;
    }

    private byte[] duplicated(byte[] content) {
        int from = random.nextInt(content.length);
        int count = Math.min(random.nextInt(512), content.length - from);
        byte[] longer = new byte[content.length + count];
        System.arraycopy(content, 0, longer, 0, from + count);
        System.arraycopy(content, from, longer, from + count, content.length - from);
        return longer;
    }

    /** Eight aligned bytes copied elsewhere: addresses that point at each other. */
    private byte[] moved(byte[] content) {
        int words = content.length / Long.BYTES;
        for (int i = 1 + random.nextInt(3); i > 0 && words > 0; i--) {
            System.arraycopy(
                    content,
                    random.nextInt(words) * Long.BYTES,
                    content,
                    random.nextInt(words) * Long.BYTES,
                    Long.BYTES);
        }
        return content;
    }

    /** Other digits in text. */
    private byte[] digits(byte[] content) {
        for (int i = 0, left = 1 + random.nextInt(3); i < 2000 && left > 0; i++) {
            int at = random.nextInt(content.length);
            if (content[at] >= '0' && content[at] <= '9') {
                content[at] = (byte) ('0' + random.nextInt(10));
                left--;
            }
        }
        return content;
    }
}
