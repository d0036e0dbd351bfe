package io.nexus.cli.command;

import io.nexus.cli.embedded.DataDirectory;
import io.nexus.cli.embedded.StoredRun;
import io.nexus.cli.report.StoredStatus;
import io.nexus.cli.report.Terminal;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.lab.table.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the runs that are kept. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = {
            "List the runs without --data that are kept on disk, newest first.",
            "How many are kept is for run --keep-runs and --keep-size to say."
        })
public final class RunsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As a JSON list instead of a table.")
    boolean isJson;

    /** A run on disk.
     *
     * @param state {@code in progress}, {@code finished}, {@code interrupted}, or why it can't be read
     * @param equity by Layer 6's newest snapshot; empty if there is none */
    record Row(String directory, String state, String source, String equity, long mib) {}

    @Override
    public Integer call() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Path run : RunDirectories.all()) {
            rows.add(row(run));
        }
        if (isJson) {
            System.out.println(RecordJson.text(rows));
            return 0;
        }
        TextTable table = new TextTable("directory", "state", "feed", "#equity", "#MiB");
        rows.forEach(row -> table.row(row.directory(), row.state(), row.source(), row.equity(), row.mib()));
        System.out.print(table.fit(Terminal.tableColumns()));
        System.out.println(
                rows.size() + " runs, " + rows.stream().mapToLong(Row::mib).sum() + " MiB");
        return 0;
    }

    static Row row(Path directory) throws IOException {
        long mib = RunDirectories.size(directory) >> 20;
        try (StoredRun run = StoredRun.open(directory)) {
            StoredStatus status = run.status();
            String state = run.isInProgress()
                    ? "in progress"
                    : DataDirectory.isFinished(directory) ? "finished" : "interrupted";
            return new Row(directory.toString(), state, run.source(), equity(status.account()), mib);
        } catch (IOException e) {
            return new Row(directory.toString(), String.valueOf(e.getMessage()), "-", "-", mib);
        }
    }

    private static String equity(@Nullable AccountSnapshot account) {
        return account == null ? "-" : OutputFormat.money(account.equity());
    }
}
