package io.nexus.models.pickle;

import io.nexus.models.serving.RefusedException;

/** Texts of protocol 0, with their escapes. */
final class Escapes {
    private static final String NAMED = "nrtabfv0'\"\\";
    private static final String MEANT = "\n\r\t\u0007\b\f\u000b\0'\"\\";

    private Escapes() {}

    /** A text in quotes with the escapes of Python 2. */
    static String quoted(String line) throws RefusedException {
        String trimmed = line.strip();
        int end = trimmed.length() - 1;
        if (end < 1 || trimmed.charAt(0) != trimmed.charAt(end) || "'\"".indexOf(trimmed.charAt(0)) < 0) {
            throw Refusals.broken("the pickle has a text without quotes");
        }
        return unescaped(trimmed.substring(1, end), true);
    }

    /** A text with escapes of code points only. */
    static String unicode(String line) throws RefusedException {
        return unescaped(line, false);
    }

    private static String unescaped(String text, boolean hasNamed) throws RefusedException {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char escape = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
            int digits = escape == 'u' ? 4 : escape == 'U' ? 8 : escape == 'x' && hasNamed ? 2 : 0;
            int named = hasNamed && escape != 0 ? NAMED.indexOf(escape) : -1;
            if (digits > 0) {
                plain.appendCodePoint(codePoint(text, i + 2, digits));
                i += 1 + digits;
            } else if (named >= 0) {
                plain.append(MEANT.charAt(named));
                i++;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static int codePoint(String text, int from, int digits) throws RefusedException {
        if (from + digits > text.length()) {
            throw Refusals.broken("the pickle has an escape that ends too early");
        }
        long point = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            point = point << 4 | Math.max(digit, 0);
            if (digit < 0 || point > Character.MAX_CODE_POINT) {
                throw Refusals.broken("the pickle has an escape that is no character");
            }
        }
        return (int) point;
    }
}
