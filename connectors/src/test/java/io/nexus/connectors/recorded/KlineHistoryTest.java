package io.nexus.connectors.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.MarketEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KlineHistoryTest {
    private static final long DAY_MS = 1_723_075_200_000L; // 2024-08-08 00:00 UTC
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;

    @TempDir
    Path root;

    @Test
    void joinsMinutesIntoWholeHoursAndTellsTheMinutesFirst() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 125);

        List<MarketEvent> events = before(DAY_MS + 125 * MINUTE_MS);

        assertThat(events).hasSize(127).allSatisfy(event -> {
            assertThat(event.feedTimeMs()).isEqualTo(DAY_MS + 125 * MINUTE_MS);
            assertThat(event.instrument()).isEqualTo("BINANCE|USDM|BTCUSDT");
        });
        assertThat(events.get(59).bar().intervalMs()).isEqualTo(MINUTE_MS);
        assertThat(events.get(60).bar())
                .isEqualTo(
                        new Bar(HOUR_MS, DAY_MS, 600_000, 600_600, 599_990, 600_595, 60_000, Bar.NO_TAKER_VOLUME, 0));
        assertThat(events.get(121).bar().openTimeMs()).isEqualTo(DAY_MS + HOUR_MS);
    }

    @Test
    void leavesOutWhatClosesAfterTheStartAndInstrumentsThatTheFeedLacks() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 125);
        minutes("usdm/NONEUSDT-1m.csv", 125);

        List<MarketEvent> events = before(DAY_MS + 90 * MINUTE_MS + 1);

        assertThat(events).hasSize(91);
        assertThat(events.get(90).bar().closeTimeMs()).isEqualTo(DAY_MS + 90 * MINUTE_MS);
    }

    @Test
    void takesAnHourFromAFileOfHoursWhereThereIsOneAndKeepsADayOfMinutes() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 1500);
        Files.writeString(root.resolve("usdm/BTCUSDT-1h.csv"), DAY_MS + ",1,9,1,2,7.000\n");

        List<MarketEvent> events = before(DAY_MS + 1500 * MINUTE_MS);

        List<Bar> hours = events.stream()
                .map(event -> Objects.requireNonNull(event.bar()))
                .filter(bar -> bar.intervalMs() == HOUR_MS)
                .toList();
        assertThat(hours).hasSize(25);
        assertThat(hours.get(0).volumeLots()).isEqualTo(7000);
        assertThat(hours.get(1).volumeLots()).isEqualTo(60_000);
        assertThat(events).hasSize(25 + 1440);
    }

    @Test
    void makesNoHourOfOneWithAGap() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 120);
        Path file = root.resolve("usdm/BTCUSDT-1m.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(30);
        Files.write(file, lines);

        assertThat(before(DAY_MS + 120 * MINUTE_MS)).hasSize(119 + 1);
    }

    @Test
    void goesOnBehindTheBarThatASnapshotWasTakenAfter() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 3);
        List<MarketEvent> bars = before(DAY_MS + 3 * MINUTE_MS);
        BackFilledFeed feed = new BackFilledFeed(new NoFeed(), bars);
        feed.next();
        feed.next();

        BackFilledFeed resumed = new BackFilledFeed(new NoFeed(), bars);
        resumed.restoreState(feed.snapshotState());

        assertThat(resumed.next()).isEqualTo(FeedMessage.of(bars.get(2)));
        assertThat(resumed.next()).isNull();
        assertThatThrownBy(() -> new BackFilledFeed(new NoFeed(), List.of()).restoreState(feed.snapshotState()))
                .hasMessageContaining("there are 0 bars, the snapshot is after 2");
    }

    private List<MarketEvent> before(long startMs) {
        return KlineHistory.before(startMs, InstrumentFile.binance2024(), KlineFile.below(root));
    }

    /** Minutes from midnight, each opening half a dollar and closing a dollar above the last. */
    private void minutes(String name, int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            long open = 60_000L + i;
            text.append(DAY_MS + i * MINUTE_MS)
                    .append(',')
                    .append(open)
                    .append(',')
                    .append(open + 1)
                    .append(',')
                    .append(open - 1)
                    .append(',')
                    .append(open)
                    .append(".5,1.000\n");
        }
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A feed that has ended. */
    private static final class NoFeed implements FeedSource {
        @Override
        public @Nullable FeedMessage next() {
            return null;
        }

        @Override
        public byte[] snapshotState() {
            return new byte[0];
        }

        @Override
        public void restoreState(byte[] snapshot) {
            assertThat(snapshot).isEmpty();
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
