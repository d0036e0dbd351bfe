package io.nexus.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nexus.cli.RecordedData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The recorded eleven minutes through the whole embedded run, three times with control frozen. */
@Tag("evidence")
final class ReplayITCase {
    private static final long MESSAGES = 524_627;
    private static final long COMPARED = 7_471;

    @TempDir
    Path directory;

    @Test
    void keepsEveryMessageEveryBookAndEveryDecisionTheSame() throws Exception {
        Path recording = RecordedData.folder("ticks/binance-2024-08-08");

        JsonNode first = replay(recording, "first", 1);
        JsonNode second = replay(recording, "second", 1);
        JsonNode parallel = replay(recording, "parallel", 2);

        for (JsonNode run : List.of(first, second, parallel)) {
            assertBooksAgree(run);
        }
        assertThat(first.path("digests").size())
                .as("L1 to L3 of six instruments")
                .isEqualTo(18);
        assertThat(second.path("digests")).isEqualTo(first.path("digests"));
        assertThat(parallel.path("digests")).isEqualTo(first.path("digests"));
    }

    @Test
    void fillsAndClosesAnEntryOnRecordedPricesAfterAShortWarmUp() throws Exception {
        Path recording = RecordedData.folder("ticks/binance-2024-08-08");
        Path hours = RecordedData.folder("klines/binance-spot-1h-2022-2025");
        Path config = Path.of("../flink-conf/short-warm-up.yaml");

        JsonNode run = run(
                "short",
                List.of("--replay", recording.toString()),
                List.of("--klines", hours.toString(), "--klines-market", "usdm", "--config", config.toString()));

        assertThat(run.path("received").asLong()).isEqualTo(MESSAGES + 4 * 768);
        assertThat(run.path("entryOrders").path("FILLED").asLong()).isPositive();
        assertThat(sum(run.path("positionsClosed")))
                .isPositive()
                .isEqualTo(run.path("positionsOpened").asLong());
        assertThat(run.path("positionsClosed").path("FLATTEN").asLong())
                .as("closed by hand: %s", run.path("positionsClosed"))
                .isZero();
        assertThat(run.path("shortWarmUp").path("quality.cold-ms").asText()).isEqualTo("60000 instead of 1800000");
        assertThat(run.path("barsBefore").path("BINANCE|USDM|BTCUSDT").asText())
                .contains("768 hours", "no minutes", "of SPOT klines that stand in");
        assertThat(run.path("missingAtFirst").asText()).contains("rsi14");
        assertThat(run.path("identities")).hasSize(8).allSatisfy(holds -> assertThat(holds.asBoolean())
                .isTrue());
    }

    private static void assertBooksAgree(JsonNode run) {
        assertThat(run.path("received").asLong()).isEqualTo(MESSAGES);
        assertThat(run.path("accepted").asLong() + sum(run.path("rejected"))).isEqualTo(MESSAGES);
        assertThat(run.path("book").path("gaps").asLong(-1)).isZero();
        assertThat(run.path("book").path("compared").asLong()).isEqualTo(COMPARED);
        assertThat(run.path("book").path("mismatches").asLong(-1)).isZero();
        assertThat(run.path("evaluations").asLong())
                .isPositive()
                .isEqualTo(sum(run.path("skips")) + sum(run.path("entryOrders")));
        assertThat(run.path("identities")).isNotEmpty().allSatisfy(holds -> assertThat(holds.asBoolean())
                .as("%s", run.path("identities"))
                .isTrue());
        assertThat(run.path("memoryMb").asLong()).isLessThan(2_048);
    }

    private JsonNode replay(Path recording, String name, int parallelism) throws Exception {
        return run(
                name,
                List.of("--freeze-control"),
                List.of("--replay", recording.toString(), "--parallelism", Integer.toString(parallelism)));
    }

    private JsonNode run(String name, List<String> some, List<String> more) throws Exception {
        Path summary = directory.resolve(name + ".json");
        List<String> options = new ArrayList<>(List.of("--speed", "max", "--web-port", "0"));
        options.addAll(some);
        options.addAll(more);
        options.addAll(List.of("--data", directory.resolve(name).toString(), "--summary", summary.toString()));

        int exitCode = new CommandLine(new RunCommand()).execute(options.toArray(String[]::new));

        assertThat(exitCode).as("exit code of run %s", name).isZero();
        return new ObjectMapper().readTree(summary.toFile());
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }
}
