package io.nexus.cli.store;

/** What becomes of a store when a run starts on it.
 *
 * @param text what was found and, of a refusal, the way out; begins in the middle of a sentence, without a dot */
public record StoreVerdict(Store store, Answer answer, String text) {
    /** The three answers. */
    public enum Answer {
        /** The store is used as it is, perhaps with a remark. */
        RESUMED,
        /** The store is set aside, if it is there, and made again from the sources. */
        REBUILT,
        /** Nothing starts. */
        REFUSED
    }

    @Override
    public String toString() {
        return store.path() + ' ' + answer + ": " + text;
    }
}
