package io.nexus.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.skip.RejectReason;
import io.nexus.domain.skip.SkipCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SkipDocumentTest {
    @Test
    void thePageOfSkipsIsWhatTheCatalogueSays() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                # Why nothing was ordered, and why a message was refused

                Made from `SkipCode` and `RejectReason`; do not edit. Counts: `./nexus skips --by reason`, the summary's `skips`
                and `rejected`, the counters of each layer in the web UI.

                ## Skips

                An evaluation ends in exactly one of these, or in an entry order. The last column names the test that reaches
                the code.

                | code | layer | meaning | reached by |
                |---|---|---|---|
                """);
        for (SkipCode code : SkipCode.values()) {
            page.append(
                    "| `%s` | %s | %s | `%s` |\n".formatted(code.code(), code.layer(), code.meaning(), testOf(code)));
        }
        page.append(
                """

                ## Refused messages

                A message refused by Layer 0 changes no state, is counted as `rejected.<reason>` and is in the dead letters with
                its text, its place in the topic and the value that was wrong. A refused change of the book leaves a gap: the
                book is out of sequence until the next snapshot.
                A message that the gateway itself can't read never reaches Layer 0: the summary counts it as
                `GATEWAY.<reason>`, prints that are no trades as `NO_TRADE`, and it is in the dead letters without a place.
                What the gateway makes itself (heartbeats, snapshots, end markers) counts neither as received nor as rejected:
                a refused one is counted as `generated.rejected.<reason>`.
                A record of the order topic that Layer 6 refuses (`ORDER_...`) changes no book and is passed to no layer: it is
                counted as `orders.refused.<reason>` (the summary's `orderFaults`), logged as an error once per order, and in
                the dead letters with its text.

                | reason | meaning |
                |---|---|
                """);
        for (RejectReason reason : RejectReason.values()) {
            page.append("| `%s` | %s |\n".formatted(reason, reason.meaning()));
        }

        GeneratedDocument.assertUpToDate("skips.md", page.toString());
    }

    /** The test class that asserts an evaluation to end so. */
    private static String testOf(SkipCode code) {
        return switch (code) {
            case L0_STALE, L0_FUTURE -> "IntakeFunctionTest";
            case L0_OLD_EXCHANGE_EVENT,
                    L1_ABORT,
                    L1_BOOK_INVALID,
                    L1_BOOK_SILENT,
                    L1_LOW_SCORE,
                    L1_LOW_LIQUIDITY,
                    L1_CRISIS,
                    L1_HIGH_NOISE -> "QualityCoreTest";
            case L2_NO_SIGNAL, L2_LOW_CONFIDENCE -> "LayerFunctionsTest";
            case L3_ANOMALY -> "MetaLearnerTest";
            case L4_NO_WEIGHT, L4_LOW_SUPPORT, L4_WEAK, L4_TOO_NEUTRAL, L4_HOLD_ZONE, L4_DUPLICATE -> "AggregatorTest";
            case L5_HOLD,
                    L5_LOW_CONFIDENCE,
                    L5_DIRECTION_CONFLICT,
                    L5_NOT_SHORTABLE,
                    L5_DATA_ONLY,
                    L5_COLD -> "RouterTest";
            case L6_RECONCILING, L6_TRADING_STATE -> "RiskEngineTest";
            case L6_DUPLICATE,
                    L6_COOL_DOWN,
                    L6_RISK_MULTIPLIER,
                    L6_CLASS_CONFLICT,
                    L6_TOO_SMALL,
                    L6_NEGATIVE_VALUE,
                    L6_LOW_VALUE_ESTIMATE,
                    L6_FEED_AGE,
                    L6_MODEL_VERSION -> "EntryReviewTest";
            case L6_MARGIN,
                    L6_VAR,
                    L6_POSITION_SIZE,
                    L6_DAILY_LOSS,
                    L6_WEEKLY_LOSS,
                    L6_DRAWDOWN,
                    L6_GROSS_EXPOSURE,
                    L6_BETA_EXPOSURE,
                    L6_MAX_POSITIONS,
                    L6_ORDER_RATE,
                    L6_PRICE_COLLAR -> "LimitChecksTest";
            case L6_BACK_OFF -> "EntryBackOffTest";
            case L7_DENIED -> "TrackerFunctionTest";
        };
    }

    @ParameterizedTest
    @EnumSource(SkipCode.class)
    void aTestReachesEveryCode(SkipCode code) throws IOException {
        Path modules = Files.isDirectory(Path.of("udf")) ? Path.of("") : Path.of("..");
        try (Stream<Path> files = Files.walk(modules.resolve("udf/src/test/java"))) {
            Path test = files.filter(file -> file.endsWith(testOf(code) + ".java"))
                    .findFirst()
                    .orElseThrow();

            assertThat(Files.readString(test)).containsPattern("\\b" + code.name() + "\\b");
        }
    }

    @Test
    void everyCodeIsUniqueAndBeginsWithItsLayer() {
        List<SkipCode> codes = Arrays.asList(SkipCode.values());

        assertThat(codes).extracting(SkipCode::code).doesNotHaveDuplicates();
        assertThat(codes).allSatisfy(code -> assertThat(code.code()).matches(code.layer() + "\\.[A-Z][A-Z_]+"));
        assertThat(codes).extracting(SkipCode::meaning).doesNotHaveDuplicates();
    }
}
