package io.nexus.lab.explain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything behind one evaluation of Layers 1 and 2.
 *
 * @param skip the gate at which it ended; null if it passed Layer 1
 * @param mid in quote units; null without a touch
 * @param quality null if the market could not be assessed, as are score, regime and volatility
 * @param features empty if they were not computed
 * @param cold what is still waited for */
public record Explanation(
        String instrument,
        long feedTimeMs,
        long evaluation,
        @Nullable Double mid,
        @Nullable Skip skip,
        @Nullable Quality quality,
        @Nullable RegimeVoices regime,
        @Nullable Volatility volatility,
        List<Gate> gates,
        List<Measure> metrics,
        List<Feature> features,
        List<Opinion> strategies,
        List<Wait> cold) {

    /** Where the evaluation ended and by which values. */
    public record Skip(String code, String meaning, String detail) {}

    /** The score and its parts.
     *
     * @param models that took part, as records name them */
    public record Quality(List<Dimension> dimensions, double composite, double score, String grade, String models) {}

    /** One of the six.
     *
     * @param score 0 to 1, higher is better to trade
     * @param weight in the composite
     * @param behind raw values by name, with units */
    public record Dimension(String name, double score, double weight, Map<String, String> behind) {}

    /** A metric with a percentile.
     *
     * @param value null where its data are missing
     * @param percentile over seven days, 0 to 1
     * @param from what the reference of its percentile was fitted to */
    public record Measure(String name, @Nullable Double value, @Nullable Double percentile, String from) {}

    /** How the regime came about.
     *
     * @param label of the rule at this moment
     * @param engine after hysteresis, with its challenger if one leads
     * @param probabilities of the regimes that have any
     * @param classes of the three-class voice
     * @param classVoice who gave them: only a serving model votes */
    public record RegimeVoices(
            String label,
            String engine,
            @Nullable String challenger,
            Map<String, Double> probabilities,
            Map<String, Double> classes,
            String classVoice,
            String voteMode,
            String regime,
            double confidence) {}

    /** Annualised volatilities; null where unknown. */
    public record Volatility(
            @Nullable Double realised,
            @Nullable Double garch,
            @Nullable Double sigma,
            @Nullable Double forecast,
            double ownShare,
            double blended) {}

    /** One gate.
     *
     * @param value what it read; null where it reads a state
     * @param reads the value or state, for people
     * @param limit for people */
    public record Gate(String name, @Nullable Double value, String reads, String limit, boolean isPassed) {}

    /** One of the 65 features.
     *
     * @param percentile 0 to 1, where one is kept
     * @param waitsFor what its data lack; null if it is known, else the value is its neutral one */
    public record Feature(
            int number,
            String name,
            double value,
            String unit,
            String window,
            @Nullable Double percentile,
            @Nullable String waitsFor) {}

    /** What a strategy says.
     *
     * @param side BUY, SELL or NEUTRAL
     * @param isKept whether it passes the confidence filter
     * @param why the levels, sizes and z-scores behind it; when neutral, when it last fired */
    public record Opinion(
            int number,
            String strategy,
            String side,
            double strength,
            double rawConfidence,
            double confidence,
            boolean isKept,
            @Nullable Long firedAtMs,
            String why) {}

    /** Something that is still cold, and what it waits for. */
    public record Wait(String what, String waitsFor) {}
}
