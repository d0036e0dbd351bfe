package io.nexus.domain.book;

/** What a book update did to the book. */
public enum BookResult {
    /** Levels changed; the book is in sequence. */
    APPLIED,
    /** No snapshot yet: kept until one comes. */
    BUFFERED,
    /** Older than the book: nothing changed. */
    OUTDATED,
    /** A delta is missing: the book is invalid until the next snapshot. */
    GAP,
    /** After the update the best bid is at or above the best ask: the book is invalid until the next snapshot. */
    CROSSED
}
