package io.nexus.lab.facts;

import java.util.List;

/** A report as a page of Markdown.
 *
 * @param command what makes it */
public record FactsPage(FactsReport report, String command) {
    /** The whole page. */
    @Override
    public String toString() {
        StringBuilder page = new StringBuilder(
                """
                # The simulated market held against reality

                Made by `%s`; do not edit.

                Columns that say *simulated* are of SIMULATED markets, the others of the recordings named above. A fit chooses
                parameters on the first 60 %% of each recording's time; the last 40 %% of USD-M score them: the ratio behind the x.
                Each number is the mean over instruments, in brackets its 95 %% interval (block bootstrap). Simulated bars are of the
                same market thinned to one message a second. None of it is a claim of profit.

                """
                        .formatted(command));
        page.append(report.verdicts().replaceAll("(?m)^", "- ").replaceAll("- $", ""))
                .append('\n');
        table(page, report.factRows());
        page.append("\n## What the facts are\n\n| fact | one number, to be held within a factor of 2 |\n|---|---|\n");
        for (Fact fact : Fact.values()) {
            page.append("| `%s` | %s |\n".formatted(fact.key(), fact.meaning()));
        }
        page.append("\n## Besides\n\nFigures that explain the facts; nothing is scored by them.\n\n");
        table(page, report.figureRows());
        return page.toString();
    }

    private static void table(StringBuilder page, List<List<String>> rows) {
        page.append(row(rows.get(0))).append("|---".repeat(rows.get(0).size())).append("|\n");
        rows.stream().skip(1).forEach(cells -> page.append(row(cells)));
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
