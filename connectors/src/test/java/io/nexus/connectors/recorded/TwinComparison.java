package io.nexus.connectors.recorded;

import io.nexus.domain.instrument.InstrumentCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds an altered table against its clean twin: every altered row with the fault it is refused with, or with why nobody who
 * sees only the altered table can know. Rows were altered in place, and removed at the end only. */
public final class TwinComparison {
    private static final Set<String> UPDATE_IDS = Set.of("FirstUpdateId", "FinalUpdateId", "FinalUpdateIdInLastStream");
    private static final Set<String> BOOKKEEPING = Set.of("IsLast", "ServiceId");

    private TwinComparison() {}

    /** An altered row.
     *
     * @param line of the altered file, from 1; of removed rows the last line before them
     * @param columns that differ; empty for removed rows
     * @param fault it is refused with, or that it causes behind it; null if undetectable
     * @param detail the finding, or why it is undetectable */
    public record Alteration(int line, List<String> columns, @Nullable RowFault fault, String detail) {}

    /** Every alteration of a table against its clean twin. */
    public static List<Alteration> of(Path altered, Path clean, InstrumentCatalog catalog) {
        MarketTable alteredTable = new MarketTable(altered, catalog);
        MarketTable cleanTable = new MarketTable(clean, catalog);
        List<DataQualityReport.Finding> findings = DataQualityReport.of(alteredTable);
        List<Alteration> alterations = new ArrayList<>();
        int common = Math.min(alteredTable.rows.size(), cleanTable.rows.size());
        for (int i = 0; i < common; i++) {
            MarketTable.Row row = alteredTable.rows.get(i);
            if (!row.isSame(cleanTable.rows.get(i))) {
                alterations.add(alteration(row, row.differences(cleanTable.rows.get(i)), findings));
            }
        }
        if (common < cleanTable.rows.size()) {
            alterations.add(removal(alteredTable.rows.get(common - 1).line, cleanTable.rows.size() - common, findings));
        }
        return alterations;
    }

    private static Alteration alteration(
            MarketTable.Row row, List<String> columns, List<DataQualityReport.Finding> findings) {
        boolean isIdAltered = columns.stream().anyMatch(UPDATE_IDS::contains);
        for (DataQualityReport.Finding finding : findings) {
            boolean isBehind = isIdAltered && finding.fault() == RowFault.GAP && finding.line() > row.line;
            if (finding.line() == row.line || isBehind) {
                return new Alteration(
                        row.line, columns, finding.fault(), "line " + finding.line() + ": " + finding.detail());
            }
        }
        return new Alteration(row.line, columns, null, undetectable(columns));
    }

    private static Alteration removal(int line, int rows, List<DataQualityReport.Finding> findings) {
        for (DataQualityReport.Finding finding : findings) {
            if (finding.line() == line && finding.fault() == RowFault.GAP) {
                return new Alteration(line, List.of(), RowFault.GAP, rows + " rows removed: " + finding.detail());
            }
        }
        return new Alteration(
                line, List.of(), null, rows + " rows removed at the end: nothing follows that could show it");
    }

    private static String undetectable(List<String> columns) {
        if (BOOKKEEPING.containsAll(columns)) {
            return "the recorder's bookkeeping, no market data";
        }
        if (columns.equals(List.of("Price"))) {
            return "a positive price on the tick is a legal resting level, however far away";
        }
        return "still in order, in the day and within the limits of age: a legal value of " + columns;
    }
}
