package io.nexus.models.serving;

/** What a file may cost to read and to ask.
 *
 * @param fileBytes of a file, and of what it unpacks to
 * @param depth of nested values
 * @param values that one file may hold: nodes, weights, entries
 * @param nativeBytes outside the heap, per opened model
 * @param dryRunMs of one trial row
 * @param folderNativeBytes outside the heap, of all models of a folder together when each is opened once */
public record Limits(long fileBytes, int depth, long values, long nativeBytes, long dryRunMs, long folderNativeBytes) {
    /** For files of a user. */
    public static final Limits DEFAULT = new Limits(128L << 20, 200, 40_000_000, 512L << 20, 500, 1L << 30);
}
