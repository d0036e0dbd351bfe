package io.nexus.models.xgboost;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads a document into sections and leaves out what a model does not need to answer. */
final class Document {
    /** Statistics of training, and settings that were used for it. */
    private static final Set<String> SKIPPED = Set.of("Config", "loss_changes", "sum_hessian", "parents", "id", "cats");

    /** What each of these counts, in numbers, because of the memory it takes. */
    private static final int OBJECT = 64;

    private static final int KEY = 16;
    private static final int ARRAY = 12;
    private static final int TEXT = 8;

    private static final int START = 16;
    private static final Object NOTHING = new Object();

    private final Tokens tokens;
    private long left;

    private Document(Tokens tokens, Limits limits) {
        this.tokens = tokens;
        this.left = limits.values();
    }

    static Section read(Tokens tokens, Limits limits) throws RefusedException {
        Document document = new Document(tokens, limits);
        if (tokens.next() != Tokens.Token.OBJECT) {
            throw Refusals.broken("the file is no XGBoost model: it does not begin with an object");
        }
        Section root = document.section("model");
        if (tokens.next() != Tokens.Token.END) {
            throw Refusals.broken("the file goes on after its model");
        }
        return root;
    }

    private Section section(String path) throws RefusedException {
        spend(OBJECT);
        Section section = new Section(path);
        for (Tokens.Token token = tokens.next(); token == Tokens.Token.KEY; token = tokens.next()) {
            String key = tokens.text();
            if (SKIPPED.contains(key)) {
                skip();
                continue;
            }
            spend(KEY);
            section.put(key, value(path, key, tokens.next()));
        }
        return section;
    }

    private Object value(String path, String key, Tokens.Token token) throws RefusedException {
        return switch (token) {
            case OBJECT -> section(path.length() > Refusals.MAX_PATH ? path : path + "." + key);
            case ARRAY -> array(path, key);
            case TEXT -> {
                spend(TEXT);
                yield tokens.text();
            }
            case NUMBER -> {
                spend(1);
                yield tokens.number();
            }
            case NOTHING -> {
                spend(1);
                yield NOTHING;
            }
            default -> throw Refusals.broken(path + " is cut short");
        };
    }

    private Object array(String path, String key) throws RefusedException {
        spend(ARRAY);
        Tokens.Token token = tokens.next();
        if (token == Tokens.Token.NUMBER || token == Tokens.Token.ARRAY_END) {
            return numbers(path, key, token);
        }
        List<Object> list = new ArrayList<>();
        for (; token != Tokens.Token.ARRAY_END; token = tokens.next()) {
            if (token == Tokens.Token.NUMBER) {
                throw Refusals.broken(path + "." + Refusals.shown(key) + " mixes numbers with other values");
            }
            list.add(value(path, key + "[" + list.size() + "]", token));
        }
        return list;
    }

    private double[] numbers(String path, String key, Tokens.Token first) throws RefusedException {
        double[] numbers = new double[START];
        int count = 0;
        for (Tokens.Token token = first; token != Tokens.Token.ARRAY_END; token = tokens.next()) {
            if (token != Tokens.Token.NUMBER) {
                throw Refusals.broken(path + "." + Refusals.shown(key) + " mixes numbers with other values");
            }
            spend(1);
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = tokens.number();
        }
        return Arrays.copyOf(numbers, count);
    }

    private void skip() throws RefusedException {
        int depth = 0;
        do {
            Tokens.Token token = tokens.next();
            switch (token) {
                case OBJECT, ARRAY -> depth++;
                case OBJECT_END, ARRAY_END -> depth--;
                case END -> throw Refusals.broken("the file is cut short");
                default -> {}
            }
        } while (depth > 0);
    }

    private void spend(int values) throws RefusedException {
        left -= values;
        if (left < 0) {
            throw Refusals.tooLarge("the file holds more values than a model may have");
        }
    }
}
