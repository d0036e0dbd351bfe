package io.nexus.domain.quality;

/** The three classes of the regime classifier; the column is its class number. */
public enum RegimeGroup {
    TRENDING(0),
    RANGING(1),
    VOLATILE(2);

    private final int column;

    RegimeGroup(int column) {
        this.column = column;
    }

    /** Class number, 0 to 2. */
    public int column() {
        return column;
    }
}
