package io.nexus.connectors.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutageTest {
    private final SQLException refused = new SQLException("no connection\nat all", new ConnectException("refused"));

    private final List<String> lines = new ArrayList<>();
    private final Outage outage = new Outage("writing", lines::add);

    @Test
    void logsTheFirstFailureThenALineEveryHalfMinuteThenTheRecovery() {
        outage.worked(500);
        for (long nowMs = 1_000; nowMs <= 62_000; nowMs += 1_000) {
            outage.failed(nowMs, refused);
        }
        outage.worked(63_500);
        outage.worked(64_000);

        assertThat(lines)
                .containsExactly(
                        "writing failed, trying again until it works: SQLException: no connection"
                                + " (ConnectException: refused)",
                        "writing has been failing for 30 s, 31 times: SQLException: no connection"
                                + " (ConnectException: refused)",
                        "writing has been failing for 60 s, 61 times: SQLException: no connection"
                                + " (ConnectException: refused)",
                        "writing works again after 62 s and 62 failures");
    }

    @Test
    void waitsLongerEachTimeUpToFiveSeconds() {
        List<Long> delaysMs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            delaysMs.add(outage.failed(i, refused));
        }
        outage.worked(9);
        delaysMs.add(outage.failed(10, refused));

        assertThat(delaysMs).containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L, 100L);
    }
}
