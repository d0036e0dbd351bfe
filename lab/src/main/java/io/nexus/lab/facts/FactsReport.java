package io.nexus.lab.facts;

import io.nexus.lab.table.TextTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Simulated markets beside recorded ones.
 *
 * @param fitted USD-M, the recordings' first part, on which parameters are chosen
 * @param heldBack USD-M, the rest, which scores them
 * @param others the rest of other recorded markets, by their names
 * @param simulated by their names */
public record FactsReport(
        FactSheet fitted, FactSheet heldBack, Map<String, FactSheet> others, Map<String, FactSheet> simulated) {
    private static final double MAX_RATIO = 2;
    private static final String NONE = "-";

    /** Whether a simulated market's number lies within a factor of two of what was held back. */
    boolean isMet(Fact fact, FactSheet sheet) {
        double ratio = ratio(fact, sheet);
        return ratio >= 1 / MAX_RATIO && ratio <= MAX_RATIO;
    }

    private double ratio(Fact fact, FactSheet sheet) {
        return sheet.of(fact).value() / heldBack.of(fact).value();
    }

    /** How many of the eight facts a simulated market meets. */
    long met(FactSheet sheet) {
        return sheet.facts().keySet().stream()
                .filter(fact -> isMet(fact, sheet))
                .count();
    }

    /** Tables for a terminal. */
    public String text() {
        return "SIMULATED beside recorded: each number with its 95 % interval, simulated ones with their ratio to the last 40 %\n\n"
                + table(factRows()) + '\n' + verdicts() + '\n' + table(figureRows());
    }

    private static String table(List<List<String>> rows) {
        TextTable table = new TextTable(rows.get(0).toArray(String[]::new));
        rows.stream().skip(1).forEach(row -> table.row(row.toArray()));
        return table.toString();
    }

    /** A line per simulated market. */
    public String verdicts() {
        StringBuilder lines = new StringBuilder();
        simulated.forEach((name, sheet) -> {
            List<String> missed = sheet.facts().keySet().stream()
                    .filter(fact -> !isMet(fact, sheet))
                    .map(Fact::key)
                    .toList();
            lines.append("simulated %s: %d of %d facts within a factor of 2 of the recordings' last 40 %%"
                            .formatted(name, met(sheet), Fact.values().length))
                    .append(missed.isEmpty() ? "" : "; not met: " + String.join(", ", missed))
                    .append('\n');
        });
        return lines.toString();
    }

    /** Head and a row per fact. */
    List<List<String>> factRows() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("fact", "recorded, first 60 %", "recorded, last 40 %"));
        others.keySet().forEach(name -> head.add("recorded " + name + ", last 40 %"));
        simulated.keySet().forEach(name -> head.add("simulated, " + name));
        rows.add(head);
        for (Fact fact : Fact.values()) {
            List<String> row = new ArrayList<>();
            row.add(fact.key());
            row.add(shown(fitted.of(fact)));
            row.add(shown(heldBack.of(fact)));
            others.values().forEach(sheet -> row.add(sheet.has(fact) ? shown(sheet.of(fact)) : NONE));
            simulated.values().forEach(sheet -> row.add(scored(fact, sheet)));
            rows.add(row);
        }
        return rows;
    }

    private String scored(Fact fact, FactSheet sheet) {
        return shown(sheet.of(fact)) + " x" + shown(ratio(fact, sheet)) + (isMet(fact, sheet) ? "" : " missed");
    }

    /** Head and a row per figure that explains the facts. */
    List<List<String>> figureRows() {
        List<List<String>> rows = new ArrayList<>();
        List<FactSheet> sheets = new ArrayList<>(List.of(fitted, heldBack));
        sheets.addAll(others.values());
        sheets.addAll(simulated.values());
        List<String> head = new ArrayList<>(factRows().get(0));
        head.set(0, "besides");
        rows.add(head);
        for (String figure : heldBack.figures().keySet()) {
            List<String> row = new ArrayList<>(List.of(figure));
            sheets.forEach(sheet -> row.add(
                    sheet.figures().containsKey(figure) ? shown(sheet.figures().get(figure)) : NONE));
            rows.add(row);
        }
        return rows;
    }

    /** Everything by name, for JSON. */
    public Map<String, Object> json() {
        Map<String, Object> recorded = new LinkedHashMap<>();
        recorded.put("first60", entry(fitted));
        recorded.put("last40", entry(heldBack));
        others.forEach((name, sheet) -> recorded.put(name, entry(sheet)));
        Map<String, Object> markets = new LinkedHashMap<>();
        simulated.forEach((name, sheet) -> {
            Map<String, Object> entry = entry(sheet);
            Map<String, Double> ratios = new LinkedHashMap<>();
            sheet.facts().keySet().forEach(fact -> ratios.put(fact.key(), ratio(fact, sheet)));
            entry.put("ratios", ratios);
            entry.put("met", met(sheet));
            markets.put(name, entry);
        });
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("recorded", recorded);
        all.put("simulated", markets);
        return all;
    }

    private static Map<String, Object> entry(FactSheet sheet) {
        Map<String, Object> facts = new LinkedHashMap<>();
        sheet.facts().forEach((fact, estimate) -> facts.put(fact.key(), estimate));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("facts", facts);
        entry.put("figures", sheet.figures());
        return entry;
    }

    private static String shown(Estimate estimate) {
        return shown(estimate.value()) + " (" + shown(estimate.low()) + " to " + shown(estimate.high()) + ')';
    }

    private static String shown(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(new MathContext(3)).toPlainString()
                : NONE;
    }
}
