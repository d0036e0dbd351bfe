package io.nexus.models.folder;

/** What became of a file of a folder. */
public enum FileVerdict {
    /** It is served in its role. */
    SERVES("it serves"),
    /** It is read and answers, but its inputs or outputs are the owner's own: they must be bound to the role's. */
    NEEDS_BINDING("its inputs or outputs differ from the role's"),
    /** It is read and answers, but nothing asks for it. */
    NO_ROLE("no role here fits its folder and name"),
    /** It can't be served. */
    REFUSED("it is refused"),
    /** Not the bytes that were locked. */
    CHANGED("it changed after it was locked"),
    /** The lock file does not know it. */
    NOT_LOCKED("it came after the folder was locked");

    private final String meaning;

    FileVerdict(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
