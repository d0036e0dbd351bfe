package io.nexus.models.input;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every input that a model can be asked with. Ids are only ever added, and at the end of their part, so that what is kept by place
 * stays readable; a change of meaning is a new id. */
public final class InputDictionary {
    /** Rises with every change of {@link #hash()}. */
    public static final int VERSION = 1;

    /** Of one market: the 65 features first, then what else it tells. Candidates carry their values in this order. */
    public static final List<InputDefinition> MARKET = joined(FeatureDefinitions.list(), MarketDefinitions.list());

    /** All, those of the market first. */
    public static final List<InputDefinition> ALL = joined(
            MARKET, joined(DecisionDefinitions.list(), joined(AccountDefinitions.list(), ModelDefinitions.list())));

    private static final Map<String, InputDefinition> BY_ID = byId();

    private InputDictionary() {}

    /** Ids of {@link #MARKET} in order. */
    public static List<String> marketIds() {
        return MARKET.stream().map(InputDefinition::id).toList();
    }

    public static boolean contains(String id) {
        return BY_ID.containsKey(id);
    }

    /** Definition of an id.
     *
     * @throws IllegalArgumentException for an unknown id */
    public static InputDefinition get(String id) {
        InputDefinition definition = BY_ID.get(id);
        if (definition == null) {
            throw new IllegalArgumentException("no input is called " + id);
        }
        return definition;
    }

    /** SHA-256 of the ids joined by commas, in hex. */
    public static String hash() {
        return hash(ALL.stream().map(InputDefinition::id).toList());
    }

    /** SHA-256 of ordered ids joined by commas, in hex. */
    public static String hash(List<String> ids) {
        try {
            byte[] joined = String.join(",", ids).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(joined));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<InputDefinition> joined(List<InputDefinition> first, List<InputDefinition> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Map<String, InputDefinition> byId() {
        Map<String, InputDefinition> byId = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        for (InputDefinition definition : ALL) {
            if (byId.put(definition.id(), definition) != null) {
                twice.add(definition.id());
            }
        }
        if (!twice.isEmpty()) {
            throw new IllegalStateException("defined twice: " + twice);
        }
        return byId;
    }
}
