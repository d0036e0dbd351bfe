package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;

/** What the reading of a file has cost so far. An array may be shared in the file by many owners that each take a
 * copy: a file that is honest gives fewer numbers than it has bytes. */
final class Spending {
    private static final int MOST_ESTIMATORS = 10_000;
    private static final int MOST_INSIDE_OTHERS = 20;
    private static final long FREE_NUMBERS = 100_000;

    private final long most;
    private long numbers;
    private int estimators;
    private int depth;

    /** @param bytes of the file, unpacked */
    Spending(long bytes, long values) {
        most = Math.min(bytes + FREE_NUMBERS, values);
    }

    void numbers(long count) throws RefusedException {
        numbers += count;
        if (numbers > most) {
            throw Refusals.tooLarge("the model reads more than " + most + " numbers, which is more than the file has");
        }
    }

    void enter() throws RefusedException {
        estimators++;
        depth++;
        if (depth > MOST_INSIDE_OTHERS) {
            throw Refusals.tooLarge("more than " + MOST_INSIDE_OTHERS + " models are nested in each other");
        }
        if (estimators > MOST_ESTIMATORS) {
            throw Refusals.tooLarge("the file holds more than " + MOST_ESTIMATORS + " models inside each other");
        }
    }

    void leave() {
        depth--;
    }
}
