package io.nexus.models.folder;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file is by its first bytes, whatever its name says. */
enum FileKind {
    EMPTY("an empty file"),
    GIT_LFS_POINTER("a Git LFS pointer, not the file itself"),
    WEB_PAGE("a web page, as a failed download leaves it"),
    ONNX("an ONNX model"),
    PICKLE("a pickle, maybe compressed"),
    XGBOOST_JSON("an XGBoost model in JSON"),
    XGBOOST_UBJSON("an XGBoost model in UBJSON"),
    XGBOOST_BINARY("an XGBoost model in the old binary format"),
    LIGHTGBM_TEXT("a LightGBM text model"),
    HDF5("an HDF5 file"),
    ZIP("a zip archive"),
    CATBOOST("a CatBoost model"),
    TFLITE("a TensorFlow Lite model"),
    UNKNOWN("no format that is known here");

    private static final byte[] HDF5_SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int HEAD = 512;
    private static final int PICKLE_PROTOCOL = 0x80;
    private static final int NEWEST_PICKLE = 5;
    private static final int ONNX_IR_FIELD = 0x08;
    private static final int MOST_IR_VERSIONS = 0x20;
    private static final int TFLITE_MAGIC_AT = 4;

    private final String meaning;

    FileKind(String meaning) {
        this.meaning = meaning;
    }

    /** For people, with an article. */
    String meaning() {
        return meaning;
    }

    /** Kind of a file's content. */
    static FileKind of(byte[] content) {
        if (content.length == 0) {
            return EMPTY;
        }
        String head = new String(content, 0, Math.min(HEAD, content.length), StandardCharsets.ISO_8859_1);
        FileKind text = ofText(head);
        return text == UNKNOWN ? ofBinary(content, head) : text;
    }

    private static FileKind ofText(String head) {
        String trimmed = head.stripLeading();
        String lower = trimmed.toLowerCase(Locale.ROOT);
        if (trimmed.startsWith("version https://git-lfs")) {
            return GIT_LFS_POINTER;
        }
        if (lower.startsWith("<!doctype") || lower.startsWith("<html") || lower.startsWith("<?xml")) {
            return WEB_PAGE;
        }
        if (trimmed.startsWith("tree\n") || trimmed.startsWith("tree\r\n")) {
            return LIGHTGBM_TEXT;
        }
        if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
            return isJson(trimmed) ? XGBOOST_JSON : XGBOOST_UBJSON;
        }
        return UNKNOWN;
    }

    /** In UBJSON a type letter follows the brace, in JSON a quote, a bracket or white space. */
    private static boolean isJson(String head) {
        return head.length() < 2 || "\"[{]}\n\r\t -0123456789".indexOf(head.charAt(1)) >= 0;
    }

    private static FileKind ofBinary(byte[] content, String head) {
        if (startsWith(content, HDF5_SIGNATURE)) {
            return HDF5;
        }
        if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
            return ZIP;
        }
        if (head.startsWith("CBM1")) {
            return CATBOOST;
        }
        if (head.startsWith("binf") || head.startsWith("bs64")) {
            return XGBOOST_BINARY;
        }
        if (head.startsWith("TFL3", TFLITE_MAGIC_AT)) {
            return TFLITE;
        }
        if (isPickle(content) || isCompressed(head)) {
            return PICKLE;
        }
        boolean isOnnx =
                content[0] == ONNX_IR_FIELD && content.length > 1 && content[1] > 0 && content[1] < MOST_IR_VERSIONS;
        return isOnnx ? ONNX : UNKNOWN;
    }

    private static boolean isPickle(byte[] content) {
        if ((content[0] & 0xff) == PICKLE_PROTOCOL) {
            return content.length > 1 && content[1] >= 0 && content[1] <= NEWEST_PICKLE;
        }
        // protocols 0 and 1 begin with an opcode: a mark, a global, an empty dictionary, list or tuple
        return "(c}])".indexOf(content[0]) >= 0 && content[content.length - 1] == '.';
    }

    private static boolean isCompressed(String head) {
        boolean isZlib =
                head.length() > 1 && head.charAt(0) == 'x' && "\u0001^\u009c\u00da".indexOf(head.charAt(1)) >= 0;
        return isZlib
                || head.startsWith("\u001f\u008b")
                || head.startsWith("BZh")
                || head.startsWith("\u00fd7zXZ")
                || head.startsWith("]\u0000\u0000");
    }

    private static boolean startsWith(byte[] content, byte[] signature) {
        if (content.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if (content[i] != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
