package io.nexus.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.skip.RejectReason;
import io.nexus.domain.skip.SkipCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SkipDocumentTest {
    @Test
    void thePageOfSkipsIsWhatTheCatalogueSays() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                # Why nothing was ordered, and why a message was refused

                Made from `SkipCode` and `RejectReason`; do not edit. Counts: `./nexus skips --by reason`, the summary's `skips`
                and `rejected`, the counters of each layer in the web UI.

                ## Skips

                An evaluation ends in exactly one of these, or in an entry order.

                | code | layer | meaning |
                |---|---|---|
                """);
        for (SkipCode code : SkipCode.values()) {
            page.append("| `%s` | %s | %s |\n".formatted(code.code(), code.layer(), code.meaning()));
        }
        page.append(
                """

                ## Refused messages

                A message refused by Layer 0 changes no state, is counted as `rejected.<reason>` and is in the dead letters with
                its text, its place in the topic and the value that was wrong.
                A message that the gateway itself can't read never reaches Layer 0: the summary counts it as
                `GATEWAY.<reason>`, and it is in the dead letters without a place.
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

    @Test
    void everyCodeIsUniqueAndBeginsWithItsLayer() {
        List<SkipCode> codes = Arrays.asList(SkipCode.values());

        assertThat(codes).extracting(SkipCode::code).doesNotHaveDuplicates();
        assertThat(codes).allSatisfy(code -> assertThat(code.code()).matches(code.layer() + "\\.[A-Z][A-Z_]+"));
        assertThat(codes).extracting(SkipCode::meaning).doesNotHaveDuplicates();
    }
}
