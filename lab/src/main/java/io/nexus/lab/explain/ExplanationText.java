package io.nexus.lab.explain;

import io.nexus.lab.table.TextTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An explanation for a terminal: from the verdict down to what is still missing. */
public final class ExplanationText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Explanation explanation;
    private final StringBuilder text = new StringBuilder();

    private final int columns;

    private ExplanationText(Explanation explanation, int columns) {
        this.explanation = explanation;
        this.columns = columns;
    }

    /** The whole explanation.
     *
     * @param columns most characters of a table's line */
    public static String of(Explanation explanation, int columns) {
        ExplanationText shown = new ExplanationText(explanation, columns);
        shown.head();
        shown.quality();
        shown.regime();
        shown.gates();
        shown.strategies();
        shown.features();
        shown.metrics();
        shown.cold();
        return shown.text.toString();
    }

    private void head() {
        line(
                "%s at %s UTC, evaluation %,d",
                explanation.instrument(), time(explanation.feedTimeMs()), explanation.evaluation());
        if (explanation.mid() != null) {
            line(
                    "mid %s",
                    new BigDecimal(explanation.mid()).round(new MathContext(9)).toPlainString());
        }
        Explanation.Skip skip = explanation.skip();
        line(
                "%s",
                skip == null
                        ? "passes the gates of Layer 1"
                        : "ends at " + skip.code() + ": " + skip.meaning() + " (" + skip.detail() + ")");
    }

    private void quality() {
        Explanation.Quality quality = explanation.quality();
        if (quality == null) {
            return;
        }
        title("Quality");
        TextTable table = new TextTable("dimension", "#score", "#weight", "#part", "behind it");
        for (Explanation.Dimension dimension : quality.dimensions()) {
            table.row(
                    dimension.name(),
                    decimals(dimension.score()),
                    String.format(Locale.ROOT, "%.0f %%", 100 * dimension.weight()),
                    decimals(dimension.score() * dimension.weight()),
                    pairs(dimension.behind()));
        }
        text.append(table.fit(columns));
        line(
                "composite %s, score %s, grade %s; models %s",
                decimals(quality.composite()), decimals(quality.score()), quality.grade(), quality.models());
    }

    private void regime() {
        Explanation.RegimeVoices regime = explanation.regime();
        Explanation.Volatility volatility = explanation.volatility();
        if (regime == null || volatility == null) {
            return;
        }
        title("Regime and volatility");
        line(
                "%s, confidence %s (rule now %s, engine %s%s)",
                regime.regime(),
                decimals(regime.confidence()),
                regime.label(),
                regime.engine(),
                regime.challenger() == null ? "" : ", challenged by " + regime.challenger());
        line("probabilities %s", shares(regime.probabilities()));
        line(
                "three classes %s by %s; vote %s%s",
                shares(regime.classes()),
                regime.classVoice(),
                regime.voteMode(),
                regime.classVoice().endsWith("FALLBACK") ? ", not held: a fallback has none" : "");
        line(
                "volatility a year: realised 5 min %s, GARCH %s, sigma %s, forecast %s; blended %s = %s sigma + %s"
                        + " forecast",
                percent(volatility.realised()),
                percent(volatility.garch()),
                percent(volatility.sigma()),
                percent(volatility.forecast()),
                percent(volatility.blended()),
                BigDecimal.valueOf(volatility.ownShare()).toPlainString(),
                BigDecimal.ONE
                        .subtract(BigDecimal.valueOf(volatility.ownShare()))
                        .toPlainString());
    }

    private void gates() {
        if (explanation.gates().isEmpty()) {
            return;
        }
        title("Gates");
        TextTable table = new TextTable("gate", "#reads", "limit", "result");
        explanation
                .gates()
                .forEach(gate ->
                        table.row(gate.name(), gate.reads(), gate.limit(), gate.isPassed() ? "pass" : "CLOSED"));
        text.append(table.fit(columns));
    }

    private void strategies() {
        title("Strategies");
        TextTable table =
                new TextTable("#no", "strategy", "side", "#strength", "#raw", "#now", "kept", "#age s", "why");
        for (Explanation.Opinion opinion : explanation.strategies()) {
            Long firedAtMs = opinion.firedAtMs();
            table.row(
                    opinion.number(),
                    opinion.strategy(),
                    opinion.side(),
                    firedAtMs == null ? "" : decimals(opinion.strength()),
                    firedAtMs == null ? "" : decimals(opinion.rawConfidence()),
                    firedAtMs == null ? "" : decimals(opinion.confidence()),
                    opinion.isKept() ? "yes" : "",
                    firedAtMs == null
                            ? ""
                            : String.format(Locale.ROOT, "%.1f", (explanation.feedTimeMs() - firedAtMs) / 1000.0),
                    opinion.why());
        }
        text.append(table.fit(columns));
    }

    private void features() {
        if (explanation.features().isEmpty()) {
            return;
        }
        title("Features");
        TextTable table = new TextTable("#no", "feature", "#value", "unit", "window", "#percentile", "data");
        for (Explanation.Feature feature : explanation.features()) {
            table.row(
                    feature.number(),
                    feature.name(),
                    QualityView.number(feature.value()),
                    feature.unit(),
                    feature.window(),
                    feature.percentile() == null ? "" : decimals(feature.percentile()),
                    feature.waitsFor() == null ? "" : "missing, neutral value");
        }
        text.append(table.fit(columns));
    }

    private void metrics() {
        title("Seven-day percentiles");
        TextTable table = new TextTable("metric", "#value", "#percentile", "reference from");
        for (Explanation.Measure measure : explanation.metrics()) {
            table.row(
                    measure.name(),
                    measure.value() == null ? "unknown" : QualityView.number(measure.value()),
                    measure.percentile() == null ? "" : decimals(measure.percentile()),
                    measure.from());
        }
        text.append(table.fit(columns));
    }

    private void cold() {
        title("Still cold");
        if (explanation.cold().isEmpty()) {
            line("nothing");
            return;
        }
        TextTable table = new TextTable("what", "waits for");
        explanation.cold().forEach(wait -> table.row(wait.what(), wait.waitsFor()));
        text.append(table.fit(columns));
    }

    private void title(String title) {
        text.append('\n').append(title).append('\n');
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String time(long feedTimeMs) {
        return TIME.format(Instant.ofEpochMilli(feedTimeMs));
    }

    private static String pairs(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + ' ' + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String shares(Map<String, Double> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + ' ' + decimals(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(@Nullable Double annualised) {
        return annualised == null ? "unknown" : String.format(Locale.ROOT, "%.1f %%", 100 * annualised);
    }
}
