package io.nexus.cli.models;

import io.nexus.cli.report.Terminal;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.lab.table.TextTable;
import io.nexus.models.folder.FileReport;
import io.nexus.models.folder.FolderInspection;
import io.nexus.models.role.ModelEntry;
import io.nexus.models.role.ModelRoles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the roles and the file of each. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the 71 roles, the file that has each, and the files that have none.")
final class ListCommand implements Callable<Integer> {
    @Mixin
    FolderOption folder = new FolderOption();

    @Option(names = "--json", description = "As a JSON list instead of a table.")
    boolean isJson;

    /** A line of the list. */
    record Row(int id, String role, String usedIn, String file, String verdict, String fallback) {}

    @Override
    public Integer call() throws Exception {
        FolderInspection inspection = folder.inspect();
        List<Row> rows = new ArrayList<>();
        for (ModelEntry entry : ModelRoles.all()) {
            List<FileReport> files = inspection.reports().stream()
                    .filter(report -> report.roleId() == entry.id())
                    .toList();
            files.forEach(report -> rows.add(new Row(
                    entry.id(),
                    report.role(),
                    entry.usedIn(),
                    report.file(),
                    report.verdict().name(),
                    entry.fallback())));
            if (files.isEmpty()) {
                rows.add(new Row(entry.id(), entry.name(), entry.usedIn(), "", "", entry.fallback()));
            }
        }
        inspection.reports().stream()
                .filter(report -> report.roleId() == FileReport.NO_ROLE)
                .forEach(report -> rows.add(new Row(
                        report.roleId(), "", "", report.file(), report.verdict().name(), "")));
        if (isJson) {
            System.out.println(RecordJson.text(rows));
            return 0;
        }
        TextTable table = new TextTable("#id", "role", "used in", "file", "verdict", "fallback");
        rows.forEach(row -> table.row(
                row.id() < 0 ? "-" : String.valueOf(row.id()),
                row.role(),
                row.usedIn(),
                row.file(),
                row.verdict(),
                row.fallback()));
        System.out.print(table.expendable("fallback", "used in").fit(Terminal.tableColumns()));
        System.out.println(FileView.sum(inspection));
        return 0;
    }
}
