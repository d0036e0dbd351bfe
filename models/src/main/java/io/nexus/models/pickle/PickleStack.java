package io.nexus.models.pickle;

import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values of a pickle that are not yet part of another, in groups that marks open. */
final class PickleStack {
    private final Budget budget;
    private final List<Object> values = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();

    PickleStack(Budget budget) {
        this.budget = budget;
    }

    void push(Object value) throws RefusedException {
        budget.take(value instanceof String text ? 2L * text.length() : 0);
        values.add(value);
    }

    Object pop() throws RefusedException {
        return values.remove(top());
    }

    Object peek() throws RefusedException {
        return values.get(top());
    }

    void mark() throws RefusedException {
        if (marks.size() >= budget.depth()) {
            throw Refusals.tooLarge("the pickle nests more than " + budget.depth() + " values");
        }
        marks.add(values.size());
    }

    /** Takes the values since the last mark, and the mark. */
    List<Object> popMark() throws RefusedException {
        if (marks.isEmpty()) {
            throw Refusals.broken("the pickle closes a group that it did not open");
        }
        List<Object> group = values.subList(marks.remove(marks.size() - 1), values.size());
        List<Object> taken = new ArrayList<>(group);
        group.clear();
        return taken;
    }

    /** Drops a value, or a mark if it is on top. */
    void drop() throws RefusedException {
        if (!marks.isEmpty() && marks.get(marks.size() - 1) == values.size()) {
            marks.remove(marks.size() - 1);
        } else {
            pop();
        }
    }

    /** A key of a map; whatever could be deep or change is none. */
    static Object key(Object key) throws RefusedException {
        if (key instanceof List || key instanceof Map) {
            throw Refusals.broken("a map of the pickle has a list or map as a key");
        }
        return key;
    }

    private int top() throws RefusedException {
        int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
        if (values.size() <= floor) {
            throw Refusals.broken("the pickle takes a value that it did not give");
        }
        return values.size() - 1;
    }
}
