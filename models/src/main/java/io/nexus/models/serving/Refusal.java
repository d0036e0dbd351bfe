package io.nexus.models.serving;

/** Kind of reason why a file is not served. */
public enum Refusal {
    /** Nothing in it, a download that failed, or a pointer instead of the file. */
    NO_MODEL,
    /** A format that is recognised but not read here. */
    OTHER_FORMAT,
    /** Cut short or damaged. */
    BROKEN,
    /** It contradicts itself: widths, counts, indices, cycles. */
    INCONSISTENT,
    /** Written by a version newer than the ones tested. */
    TOO_NEW,
    /** Written in a format that its own library no longer writes. */
    TOO_OLD,
    /** A layer, operator, objective or class that is not served. */
    UNSUPPORTED,
    /** It would execute code of its own. */
    CODE,
    /** It asks for more memory, depth or time than a model may have. */
    TOO_LARGE,
    /** It reads another file. */
    OUTSIDE_FILE,
    /** Its answers are no finite numbers, or differ from what they should be. */
    WRONG_ANSWER,
    /** It needs a native library that is not there or does not take it. */
    NATIVE
}
