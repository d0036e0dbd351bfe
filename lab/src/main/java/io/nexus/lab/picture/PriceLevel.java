package io.nexus.lab.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A price that a signal names as its reason. */
record PriceLevel(String name, double ticks) {
    private static final Pattern PART = Pattern.compile("(\\w+)=([-+.\\dE]+?)(?:\\.\\.([-+\\dE][-+.\\dE]*))?(?=\\s|$)");
    private static final Map<String, String> NAME_BY_KEY = Map.ofEntries(
            Map.entry("levelTicks", "level"),
            Map.entry("bidLevel", "bid level"),
            Map.entry("askLevel", "ask level"),
            Map.entry("poolTicks", "pool of stops"),
            Map.entry("nodeTicks", "low-volume node"),
            Map.entry("valueTicks", "value area"),
            Map.entry("controlTicks", "point of control"),
            Map.entry("fromTicks", "before the move"),
            Map.entry("openTicks", "session's open"),
            Map.entry("extremeTicks", "extreme"),
            Map.entry("vwapTicks", "session VWAP"));

    /** What a key of those words means, if it is a price; else null. */
    static @Nullable String name(String key) {
        return NAME_BY_KEY.get(key);
    }

    /** The prices in the words of a signal; those that it says it has not (0) are left out. */
    static List<PriceLevel> in(String why) {
        List<PriceLevel> levels = new ArrayList<>();
        Matcher part = PART.matcher(why);
        while (part.find()) {
            String name = NAME_BY_KEY.get(part.group(1));
            if (name == null) {
                continue;
            }
            boolean isRange = part.group(3) != null;
            add(levels, isRange ? name + " low" : name, part.group(2));
            if (isRange) {
                add(levels, name + " high", part.group(3));
            }
        }
        return levels;
    }

    private static void add(List<PriceLevel> levels, String name, String text) {
        double ticks = Double.parseDouble(text);
        if (ticks > 0) {
            levels.add(new PriceLevel(name, ticks));
        }
    }
}
