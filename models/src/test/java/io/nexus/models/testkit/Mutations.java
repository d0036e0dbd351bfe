package io.nexus.models.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages a file as disks, networks and people do. */
public final class Mutations {
    private static final String[] NUMBERS = {
        "-1",
        "0",
        "1",
        "7",
        "9999999",
        "2147483647",
        "-2147483648",
        "1e308",
        "1e999",
        "NaN",
        "nan",
        "inf",
        "-0.0",
        "4294967296",
        ""
    };

    private final Random random;
    private final byte[] file;

    public Mutations(long seed, byte[] file) {
        this.random = new Random(seed);
        this.file = file;
    }

    public byte[] next() {
        return switch (random.nextInt(6)) {
            case 0 -> flipped();
            case 1 -> Arrays.copyOf(file, random.nextInt(file.length));
            case 2 -> spliced(random.nextInt(file.length), random.nextInt(200), true);
            case 3 -> spliced(random.nextInt(file.length), random.nextInt(200), false);
            default -> renumbered();
        };
    }

    private byte[] flipped() {
        byte[] copy = file.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    /** A piece twice, or not at all. */
    private byte[] spliced(int at, int length, boolean isTwice) {
        int end = Math.min(at + length, file.length);
        byte[] copy = new byte[isTwice ? file.length + end - at : file.length - (end - at)];
        System.arraycopy(file, 0, copy, 0, isTwice ? end : at);
        System.arraycopy(file, isTwice ? at : end, copy, isTwice ? end : at, copy.length - (isTwice ? end : at));
        return copy;
    }

    /** Another number in the place of one; in a binary file, other bytes in the place of four. */
    private byte[] renumbered() {
        int at = random.nextInt(file.length);
        for (int tries = 0; tries < file.length && !isDigit(file[at]); tries++) {
            at = (at + 1) % file.length;
        }
        int end = at;
        while (end < file.length && (isDigit(file[end]) || file[end] == '.')) {
            end++;
        }
        byte[] number = NUMBERS[random.nextInt(NUMBERS.length)].getBytes(StandardCharsets.US_ASCII);
        byte[] copy = new byte[at + number.length + file.length - end];
        System.arraycopy(file, 0, copy, 0, at);
        System.arraycopy(number, 0, copy, at, number.length);
        System.arraycopy(file, end, copy, at + number.length, file.length - end);
        return copy;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
