package io.nexus.cli.models;

import io.nexus.cli.report.Terminal;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.lab.table.TextTable;
import io.nexus.models.folder.FolderVerification;
import io.nexus.models.serving.Limits;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks every file that has golden rows for them. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every file answers as its writer did", "3:a file is refused or answers something else"},
        description = {
            "Ask every file that has golden rows beside it (FILE.golden.csv) and hold the answers against them.",
            "Trees and pickles may differ by 1e-6 of a row's largest output, nets by 1e-5, or by four roundings of a float (4.8e-7 of"
                    + " the largest output of all rows)."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int FAILED = 3;

    @Mixin
    FolderOption folder = new FolderOption();

    @Option(names = "--json", description = "As JSON instead of a table.")
    boolean isJson;

    @Override
    public Integer call() throws Exception {
        FolderVerification verification = FolderVerification.of(folder.folder().source(), Limits.DEFAULT);
        if (isJson) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("verified", verification.verified());
            result.put("failed", verification.failed());
            System.out.println(RecordJson.text(result));
        } else {
            show(verification);
        }
        return verification.failed().isEmpty() ? 0 : FAILED;
    }

    private static void show(FolderVerification verification) {
        TextTable table = new TextTable("file", "#rows", "#exact", "#largest difference");
        for (FolderVerification.Agreed file : verification.files()) {
            table.row(file.file(), file.rows(), file.exactRows(), String.format(Locale.ROOT, "%.1e", file.worst()));
        }
        System.out.print(table.fit(Terminal.tableColumns()));
        for (FolderVerification.Failed failed : verification.failed()) {
            System.out.println("FAILED " + failed.file() + ": " + failed.why());
        }
        System.out.println(
                verification.verified() + " verified, " + verification.failed().size() + " failed");
    }
}
