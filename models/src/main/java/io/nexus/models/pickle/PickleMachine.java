package io.nexus.models.pickle;

import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the opcodes of one pickle, protocols 0 to 5, into inert values. */
final class PickleMachine {
    private static final int NEWEST_PROTOCOL = 5;

    private final Cursor cursor;
    private final Budget budget;
    private final Scalars scalars;
    private final Calls calls;
    private final JoblibArrays joblib;
    private final PickleStack stack;
    private final Map<Long, Object> memo = new HashMap<>();

    /** @param depth of this pickle inside others */
    PickleMachine(Cursor cursor, Budget budget, int depth) {
        this.cursor = cursor;
        this.budget = budget;
        scalars = new Scalars(cursor);
        calls = new Calls(budget);
        joblib = new JoblibArrays(cursor, budget, depth);
        stack = new PickleStack(budget);
    }

    /** Reads up to the end of the pickle. */
    Object run() throws RefusedException {
        while (true) {
            int at = cursor.position();
            int opcode = cursor.next();
            if (opcode == '.') {
                return stack.pop();
            }
            Object value = scalars.read(opcode);
            if (value != null) {
                stack.push(value);
            } else if (!collect(opcode) && !remember(opcode) && !make(opcode)) {
                refuse(opcode, at);
            }
        }
    }

    /** Opcodes of lists, maps, tuples and sets. */
    private boolean collect(int opcode) throws RefusedException {
        switch (opcode) {
            case '(' -> stack.mark();
            case '0' -> stack.drop();
            case '1' -> stack.popMark();
            case '2' -> stack.push(stack.peek());
            case ')' -> stack.push(new Tuple(List.of()));
            case 't', 0x91 -> stack.push(new Tuple(stack.popMark()));
            case 0x85 -> stack.push(tuple(1));
            case 0x86 -> stack.push(tuple(2));
            case 0x87 -> stack.push(tuple(3));
            case ']', 0x8f -> stack.push(new ArrayList<>());
            case 'l' -> stack.push(stack.popMark());
            case '}' -> stack.push(new LinkedHashMap<>());
            case 'd' -> {
                List<Object> items = stack.popMark();
                stack.push(new LinkedHashMap<>());
                putAll(items);
            }
            case 'a' -> addAll(List.of(stack.pop()));
            case 'e', 0x90 -> addAll(stack.popMark());
            case 's' -> {
                Object value = stack.pop();
                putAll(List.of(stack.pop(), value));
            }
            case 'u' -> putAll(stack.popMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private Tuple tuple(int size) throws RefusedException {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(0, stack.pop());
        }
        return new Tuple(items);
    }

    @SuppressWarnings("unchecked") // every list that is made here holds any values
    private void addAll(List<Object> items) throws RefusedException {
        Object target = stack.peek();
        if (target instanceof ArrayList<?> list) {
            ((ArrayList<Object>) list).addAll(items);
        } else if (target instanceof Instance instance) {
            items.forEach(instance::add);
        } else {
            throw Refusals.broken("the pickle adds to something that is no list");
        }
    }

    @SuppressWarnings("unchecked") // every map that is made here holds any values
    private void putAll(List<Object> items) throws RefusedException {
        Object target = stack.peek();
        if (items.size() % 2 != 0) {
            throw Refusals.broken("the pickle has a key without a value");
        }
        for (int i = 0; i < items.size(); i += 2) {
            Object key = PickleStack.key(items.get(i));
            if (target instanceof LinkedHashMap<?, ?> map) {
                ((LinkedHashMap<Object, Object>) map).put(key, items.get(i + 1));
            } else if (target instanceof Instance instance) {
                instance.put(key, items.get(i + 1));
            } else {
                throw Refusals.broken("the pickle puts an entry into something that is no map");
            }
        }
    }

    /** Opcodes of the memo. */
    private boolean remember(int opcode) throws RefusedException {
        switch (opcode) {
            case 'p' -> put(index(cursor.line()));
            case 'q' -> put(cursor.number(1));
            case 'r' -> put(cursor.number(4));
            case 0x94 -> put(memo.size());
            case 'g' -> get(index(cursor.line()));
            case 'h' -> get(cursor.number(1));
            case 'j' -> get(cursor.number(4));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static long index(String line) throws RefusedException {
        if (!line.matches("[0-9]{1,10}")) {
            throw Refusals.broken("the pickle has '" + Refusals.shown(line) + "' as a place in its memo");
        }
        return Long.parseLong(line);
    }

    private void put(long index) throws RefusedException {
        budget.take(0);
        memo.put(index, stack.peek());
    }

    private void get(long index) throws RefusedException {
        Object value = memo.get(index);
        if (value == null) {
            throw Refusals.broken("the pickle refers to value " + index + ", which it did not give");
        }
        stack.push(value);
    }

    /** Opcodes that name, make and fill objects. */
    private boolean make(int opcode) throws RefusedException {
        switch (opcode) {
            case 'c' -> {
                String module = cursor.line();
                stack.push(allowed(module, cursor.line()));
            }
            case 0x93 -> {
                Object name = stack.pop();
                stack.push(allowed(stack.pop(), name));
            }
            case 'R', 0x81 -> {
                Object arguments = stack.pop();
                stack.push(calls.call(stack.pop(), arguments));
            }
            case 0x92 -> {
                stack.pop();
                Object arguments = stack.pop();
                stack.push(calls.call(stack.pop(), arguments));
            }
            case 'o' -> {
                List<Object> items = stack.popMark();
                Object type = items.isEmpty() ? None.NONE : items.remove(0);
                stack.push(calls.call(type, new Tuple(items)));
            }
            case 'i' -> {
                String module = cursor.line();
                Global type = allowed(module, cursor.line());
                stack.push(calls.call(type, new Tuple(stack.popMark())));
            }
            case 'b' -> build();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Global allowed(@Nullable Object module, Object name) throws RefusedException {
        if (!(module instanceof String moduleText) || !(name instanceof String nameText)) {
            throw Refusals.broken("the pickle names something without a text");
        }
        Global global = new Global(moduleText, nameText);
        if (!Allowed.allows(global)) {
            throw Refusals.notAllowed(global);
        }
        return global;
    }

    private void build() throws RefusedException {
        Object state = stack.pop();
        Object target = stack.peek();
        if (target instanceof DTypeShell shell) {
            shell.build(state);
        } else if (target instanceof NumpyArray array) {
            joblib.fill(array, state, calls);
        } else if (target instanceof Instance instance) {
            instance.build(state);
            if (JoblibArrays.isWrapper(instance)) {
                stack.pop();
                stack.push(joblib.read(instance));
            }
        } else if (!(target instanceof Map)) {
            throw Refusals.broken("the pickle gives a state to something that has none");
        }
    }

    private void refuse(int opcode, int at) throws RefusedException {
        switch (opcode) {
            case 0x80 -> {
                int protocol = cursor.next();
                if (protocol > NEWEST_PROTOCOL) {
                    throw Refusals.unsupported(
                            "the pickle has protocol " + protocol + ", the newest that is read is " + NEWEST_PROTOCOL);
                }
            }
            case 0x95 -> cursor.length(8);
            case 0x98 -> stack.peek();
            case 'P', 'Q' -> throw Refusals.outside("the pickle refers to an object outside the file (persistent id)");
            case 0x97 -> throw Refusals.outside("the pickle refers to a buffer outside the file");
            case 0x82, 0x83, 0x84 -> throw Refusals.unsupported("the pickle uses a code of the extension registry");
            default -> throw Refusals.broken("the file has the byte 0x" + Integer.toHexString(opcode) + " at " + at
                    + ", where a pickle has an opcode");
        }
    }
}
