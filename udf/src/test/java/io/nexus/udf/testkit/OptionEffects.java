package io.nexus.udf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The table of a layer's options: each beside the world that shows its effect. A world is a sequence of inputs, always the same, to
 * the layer's real code; it answers with all that came out. An option has an effect if another value of it changes that.
 *
 * @param <C> the layer's section of the configuration */
public final class OptionEffects<C extends Record> {
    /** Plays one sequence of inputs to the layer. */
    @FunctionalInterface
    public interface World<C> {
        Object play(C config) throws Exception;
    }

    private final String section;
    private final C defaults;
    private final Options<C> options;
    private final Map<String, World<C>> worldByName = new LinkedHashMap<>();
    private final Map<String, String> worldByKey = new LinkedHashMap<>();
    private final Map<String, String> placeByKey = new LinkedHashMap<>();
    private final Map<String, String> partnerByKey = new LinkedHashMap<>();
    private final Map<String, String> defaultText = new LinkedHashMap<>();

    /** @param section of the configuration file, as {@code risk} */
    public OptionEffects(String section, C defaults) {
        this.section = section;
        this.defaults = defaults;
        this.options = new Options<>(defaults);
    }

    /** Adds a world and the options that it shows, their keys within the section. */
    public OptionEffects<C> in(String name, World<C> world, String... keys) {
        worldByName.put(name, world);
        for (String key : keys) {
            worldByKey.put(key, name);
        }
        return this;
    }

    /** Names options whose effect another test shows. */
    public OptionEffects<C> elsewhere(String place, String... keys) {
        for (String key : keys) {
            placeByKey.put(key, place);
        }
        return this;
    }

    /** Names the place where the effects of all options that are in no world are shown. */
    public OptionEffects<C> restElsewhere(String place) {
        options.valueByKey().keySet().stream()
                .filter(key -> !worldByKey.containsKey(key))
                .forEach(key -> placeByKey.put(key, place));
        return this;
    }

    /** Names shares that add up: what one gains the next loses, and the last one's partner is the first. */
    public OptionEffects<C> sharing(String... keys) {
        for (int i = 0; i < keys.length; i++) {
            partnerByKey.put(keys[i], keys[(i + 1) % keys.length]);
        }
        return this;
    }

    /** One test for the table, one for each world, and one for each option. */
    public Stream<DynamicTest> tests() {
        Stream<DynamicTest> complete =
                Stream.of(DynamicTest.dynamicTest(section + " has a world for each option", () -> assertThat(
                                Stream.of(worldByKey, placeByKey).flatMap(table -> table.keySet().stream()))
                        .containsExactlyInAnyOrderElementsOf(
                                options.valueByKey().keySet())));
        Stream<DynamicTest> repeatable = worldByName.keySet().stream()
                .map(world -> DynamicTest.dynamicTest(
                        section + ": " + world + " gives the same twice", () -> assertThat(text(world, defaults))
                                .isNotBlank()
                                .isEqualTo(text(world, options.with(Map.of())))));
        Stream<DynamicTest> effects = worldByKey.keySet().stream()
                .map(key -> DynamicTest.dynamicTest(
                        section + '.' + key + " in " + worldByKey.get(key), () -> assertThat(firstWithEffect(key))
                                .as("values that change what comes out")
                                .isNotEmpty()));
        return Stream.of(complete, repeatable, effects).flatMap(tests -> tests);
    }

    private List<Object> firstWithEffect(String key) throws Exception {
        String world = worldByKey.get(key);
        if (!defaultText.containsKey(world)) {
            defaultText.put(world, text(world, defaults));
        }
        boolean isAnyTaken = false;
        for (Object other : options.others(key)) {
            C changed = withOrNull(key, other);
            isAnyTaken |= changed != null;
            if (changed != null && !text(world, changed).equals(defaultText.get(world))) {
                return List.of(other);
            }
        }
        assertThat(isAnyTaken).as("the configuration takes another value").isTrue();
        return List.of();
    }

    /** Null where the configuration refuses the value. */
    private C withOrNull(String key, Object value) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of(key, value));
        String partner = partnerByKey.get(key);
        if (partner != null) {
            values.put(partner, number(partner) + number(key) - ((Number) value).doubleValue());
        }
        try {
            return options.with(values);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private double number(String key) {
        return ((Number) options.valueByKey().get(key)).doubleValue();
    }

    private String text(String world, C config) throws Exception {
        return Contents.of(worldByName.get(world).play(config));
    }
}
