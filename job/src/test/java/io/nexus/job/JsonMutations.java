package io.nexus.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes records of the topics as a fault, another version or somebody without a key might. */
final class JsonMutations {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonMutations() {}

    /** Another text than it was: broken bytes, or JSON of which something is missing, twice, of another kind, or out of its range. */
    static byte[] changed(byte[] whole, Random random) throws IOException {
        byte[] bytes = whole.clone();
        switch (random.nextInt(8)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            default -> {
                JsonNode tree = JSON.readTree(bytes);
                for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
                    change(tree, random);
                }
                bytes = JSON.writeValueAsBytes(tree);
            }
        }
        return Arrays.equals(bytes, whole) ? new byte[0] : bytes;
    }

    private static void change(JsonNode tree, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        JsonNode odd = odd(random);
        if (container instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(3) == 0) {
                object.remove(name);
            } else {
                object.set(name, odd);
            }
        } else if (container instanceof ArrayNode array) {
            if (array.isEmpty() || random.nextInt(3) == 0) {
                array.add(odd);
            } else if (random.nextBoolean()) {
                array.remove(random.nextInt(array.size()));
            } else {
                array.set(random.nextInt(array.size()), odd);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static JsonNode odd(Random random) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(20)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.numberNode(0);
            case 2 -> nodes.numberNode(-1);
            case 3 -> nodes.numberNode(Long.MAX_VALUE);
            case 4 -> nodes.numberNode(Long.MIN_VALUE);
            case 5 -> nodes.numberNode(1e308);
            case 6 -> nodes.textNode("NaN");
            case 7 -> nodes.textNode("-Infinity");
            case 8 -> nodes.textNode("");
            case 9 -> nodes.textNode("x".repeat(5_000));
            case 10 -> nodes.numberNode(new BigDecimal("1e400"));
            case 11 -> nodes.arrayNode();
            case 12 -> nodes.objectNode();
            case 13 -> nodes.booleanNode(true);
            case 14 -> nodes.textNode("BINANCE|USDM|GONEUSDT");
            case 15 -> nodes.textNode("0");
            case 16 -> nodes.textNode("-5");
            case 17 -> nodes.textNode("70000");
            case 18 -> nodes.textNode("900000000000");
            default -> nodes.numberNode(random.nextInt());
        };
    }
}
