package io.nexus.testbed.venue;

import static io.nexus.testbed.venue.Tape.BTC;
import static io.nexus.testbed.venue.Tape.START_MS;
import static io.nexus.testbed.venue.Tape.levels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.OrderType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VenueJournalTest {
    private static final SimulatedExchangeConfig CONFIG = SimulatedExchangeConfig.defaults();
    private static final long FUNDING_MS = 1_723_132_800_000L;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("deep/venue.jsonl");
    }

    @Test
    void restoresOrdersFillsWalletPositionsFundingAndClockAfterAKill() throws Exception {
        VenueJournal journal = VenueJournal.open(file);
        VenueCore core = new VenueCore(CONFIG, Tape.CATALOG.all(), journal);
        trade(core);
        List<String> before = core.read(VenueJournalTest::picture);
        long told = core.readAndTell((state, clockMs) -> clockMs);
        journal.close();

        VenueJournal again = VenueJournal.open(file);
        VenueCore restored = new VenueCore(CONFIG, Tape.CATALOG.all(), again);

        assertThat(restored.read(VenueJournalTest::picture)).isEqualTo(before);
        assertThat(restored.<Long>read(state -> state.clockMs)).isEqualTo(told);
        assertThat(before).hasSizeGreaterThan(12);
        again.close();
    }

    @Test
    void goesOnWithOpenOrdersCancelsAndFundingAfterARestart() throws Exception {
        VenueJournal journal = VenueJournal.open(file);
        VenueCore core = new VenueCore(CONFIG, Tape.CATALOG.all(), journal);
        trade(core);
        VenueOrder unmatched = place(core, "late", Side.BUY, 600_040, 1, VenueTimeInForce.IOC);
        journal.close();

        VenueJournal again = VenueJournal.open(file);
        VenueCore restored = new VenueCore(CONFIG, Tape.CATALOG.all(), again);
        restored.onMarketEvent(Tape.heartbeat(FUNDING_MS + 70));
        restored.onMarketEvent(Tape.snapshot(BTC, FUNDING_MS + 80, 500, levels(600_000, 1), levels(600_030, 5)));
        restored.onMarketEvent(Tape.heartbeat(FUNDING_MS + 2_000));

        assertThat(restored.<BookedStatus>read(
                        state -> state.order(unmatched.orderId()).status()))
                .isEqualTo(BookedStatus.FILLED);
        assertThat(restored.<BookedStatus>read(state ->
                        state.findByClientOrderId(Market.USDM, "canceled").status()))
                .isEqualTo(BookedStatus.CANCELED);
        assertThat(restored.<Integer>read(state -> state.funding().size())).isEqualTo(1);
        assertThat(place(restored, "next", Side.BUY, 590_000, 1, VenueTimeInForce.GTC)
                        .orderId())
                .isEqualTo(unmatched.orderId() + 1);
        again.close();
    }

    @Test
    void cutsATornLastLineOff() throws Exception {
        VenueJournal journal = VenueJournal.open(file);
        trade(new VenueCore(CONFIG, Tape.CATALOG.all(), journal));
        journal.close();
        List<String> lines = Files.readAllLines(file);
        Files.writeString(file, "{\"event\":\"FILLED\",\"timeMs\":17", StandardOpenOption.APPEND);

        VenueJournal again = VenueJournal.open(file);
        new VenueCore(CONFIG, Tape.CATALOG.all(), again);
        again.append(new JournalEvent.ClockTold(1));
        again.close();

        assertThat(again.restored()).hasSize(lines.size());
        assertThat(Files.readAllLines(file).subList(0, lines.size())).isEqualTo(lines);
        assertThat(Files.readAllLines(file)).hasSize(lines.size() + 1);
    }

    @Test
    void keepsOnlyTheLastOfManyTellingsOfTheClock() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "{\"event\":\"CLOCK_TOLD\",\"timeMs\":1}\n".repeat(3) + "{\"event\":\"CLOCK_TOLD\",\"timeMs\":7}\n");

        try (VenueJournal journal = VenueJournal.open(file)) {
            assertThat(journal.restored()).containsExactly(new JournalEvent.ClockTold(7));
        }
        assertThat(Files.readAllLines(file)).hasSize(4);
    }

    @Test
    void restoresFromEveryPrefixOfItsLines() throws Exception {
        VenueJournal journal = VenueJournal.open(file);
        trade(new VenueCore(CONFIG, Tape.CATALOG.all(), journal));
        journal.close();
        List<String> lines = Files.readAllLines(file);

        for (int kept = 0; kept <= lines.size(); kept++) {
            Path prefix = folder.resolve("prefix-" + kept);
            Files.write(prefix, lines.subList(0, kept));
            try (VenueJournal again = VenueJournal.open(prefix)) {
                VenueCore restored = new VenueCore(CONFIG, Tape.CATALOG.all(), again);
                restored.onMarketEvent(
                        Tape.snapshot(BTC, FUNDING_MS + 10_000, 900, levels(600_000, 50), levels(600_010, 50)));
                restored.onMarketEvent(Tape.heartbeat(FUNDING_MS + 60_000));
                assertThat(restored.<Long>read(VenueJournalTest::openOrdersThatMayNotRest))
                        .as("after %d lines", kept)
                        .isZero();
            }
        }
    }

    @Test
    void refusesADamagedLineInsideAndNamesIt() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"event\":\"CLOCK_TOLD\",\"timeMs\":1}\n{\"event\"\n{}\n");

        assertThatThrownBy(() -> VenueJournal.open(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file + " is damaged: line 2");
    }

    @Test
    void aJournalWithoutANewlineIsRefusedAndStaysAsItIs() throws Exception {
        VenueJournal journal = VenueJournal.open(file);
        trade(new VenueCore(CONFIG, Tape.CATALOG.all(), journal));
        journal.close();
        String joined = Files.readString(file).replace('\n', ' ');
        Files.writeString(file, joined);

        assertThatThrownBy(() -> VenueJournal.open(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("bytes and no whole line")
                .hasMessageContaining("begin a new run");
        assertThat(Files.readString(file)).isEqualTo(joined);
    }

    @Test
    void aFirstLineThatWasTornIsWrittenAgain() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"event\":\"OPENED\",\"timeMs\":0,\"usdmWa");

        try (VenueJournal journal = VenueJournal.open(file)) {
            assertThat(journal.restored()).isEmpty();
            new VenueCore(CONFIG, Tape.CATALOG.all(), journal);
        }
        assertThat(Files.readAllLines(file)).singleElement().asString().startsWith("{\"event\":\"OPENED\"");
    }

    @Test
    void everyChangedByteIsFound() throws Exception {
        VenueJournal journal = VenueJournal.open(file);
        trade(new VenueCore(CONFIG, Tape.CATALOG.all(), journal));
        JournalMark end = journal.mark();
        journal.close();
        assertThat(journal.force()).isEqualTo(end);
        byte[] whole = Files.readAllBytes(file);

        assertThat(JournalContent.read(file, end.bytes()).problem()).isEmpty();
        assertThat(JournalContent.read(file, end.bytes()).sealAtMark()).isEqualTo(end.seal());
        for (int at = 0; at < whole.length; at += 7) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            JournalContent content = JournalContent.read(file, end.bytes());

            assertThat(content.problem().isEmpty()
                            && content.end().equals(end)
                            && content.sealAtMark().equals(end.seal()))
                    .as("byte %d", at)
                    .isFalse();
        }
    }

    @Test
    void aLineThatWasRemovedOrMovedIsFound() throws Exception {
        VenueJournal journal = VenueJournal.open(file);
        trade(new VenueCore(CONFIG, Tape.CATALOG.all(), journal));
        journal.close();
        List<String> lines = Files.readAllLines(file);
        List<String> removed = new ArrayList<>(lines);
        removed.remove(2);
        Files.write(file, removed);

        assertThatThrownBy(() -> VenueJournal.open(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("line 3 or one before it was changed, removed or added");
    }

    @Test
    void aFullDiskLeavesNoPartOfALineAndTheNextLineIsWhole() throws Exception {
        FullDisk disk = new FullDisk();
        VenueJournal journal = VenueJournal.to("disk/venue.journal", disk);
        journal.append(new JournalEvent.ClockTold(1));
        byte[] before = disk.content.toByteArray();
        disk.free = 10;

        assertThatThrownBy(() -> journal.append(new JournalEvent.ClockTold(2)))
                .hasMessageContaining("can't write the venue's journal disk/venue.journal: No space left");
        assertThat(disk.content.toByteArray()).isEqualTo(before);

        disk.free = Integer.MAX_VALUE;
        journal.append(new JournalEvent.ClockTold(3));
        Files.createDirectories(file.getParent());
        Files.write(file, disk.content.toByteArray());
        assertThat(JournalContent.events(file).events).containsExactly(new JournalEvent.ClockTold(3));
        assertThat(JournalContent.read(file, 0).lines()).isEqualTo(2);
    }

    @Test
    void aJournalThatCannotBeCutBackTakesNothingMore() {
        FullDisk disk = new FullDisk();
        VenueJournal journal = VenueJournal.to("disk/venue.journal", disk);
        disk.free = 10;
        disk.isReadOnly = true;

        assertThatThrownBy(() -> journal.append(new JournalEvent.ClockTold(2))).hasMessageContaining("No space left");
        disk.free = Integer.MAX_VALUE;
        assertThatThrownBy(() -> journal.append(new JournalEvent.ClockTold(3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("disk/venue.journal takes nothing more");
        assertThat(disk.content.size()).isEqualTo(10);
    }

    /** Takes so many bytes more. */
    private static final class FullDisk implements VenueJournal.Output {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private int free = Integer.MAX_VALUE;
        private boolean isReadOnly;

        @Override
        public void write(byte[] line) throws IOException {
            int taken = Math.min(free, line.length);
            content.write(line, 0, taken);
            if (taken < line.length) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void cutTo(long length) throws IOException {
            if (isReadOnly) {
                throw new IOException("Input/output error");
            }
            byte[] all = content.toByteArray();
            content.reset();
            content.write(all, 0, (int) length);
        }

        @Override
        public void force() {}

        @Override
        public void close() {}
    }

    @Test
    void refusesASecondHolder() {
        try (VenueJournal journal = VenueJournal.open(file)) {
            assertThat(journal.restored()).isEmpty();
            assertThatThrownBy(() -> VenueJournal.open(file))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("holds");
        }
    }

    private static void trade(VenueCore core) throws VenueRejection {
        core.onMarketEvent(Tape.snapshot(BTC, START_MS, 10, levels(600_000, 5), levels(600_010, 4, 600_020, 6)));
        place(core, "entry", Side.BUY, 600_020, 7, VenueTimeInForce.IOC);
        core.onMarketEvent(Tape.heartbeat(START_MS + 100));
        place(core, "close", Side.SELL, 600_000, 2, VenueTimeInForce.IOC);
        place(core, "resting", Side.BUY, 599_000, 3, VenueTimeInForce.GTC);
        place(core, "canceled", Side.BUY, 598_000, 3, VenueTimeInForce.GTC);
        core.onMarketEvent(Tape.funding(BTC, START_MS + 200, 0.0002));
        core.onMarketEvent(Tape.mark(BTC, START_MS + 200, 60_000.5));
        core.onMarketEvent(Tape.heartbeat(FUNDING_MS + 50));
        core.cancel(core.read(state -> state.findByClientOrderId(Market.USDM, "canceled")));
    }

    private static VenueOrder place(
            VenueCore core, String id, Side side, long ticks, long lots, VenueTimeInForce timeInForce)
            throws VenueRejection {
        return core.submit(
                new NewOrder(BTC, id, side, OrderType.LIMIT, timeInForce, BTC.quantity(lots), BTC.price(ticks), false));
    }

    private static long openOrdersThatMayNotRest(VenueState state) {
        return state.account(BTC.key()).openOrderById.values().stream()
                .filter(order -> order.timeInForce() != VenueTimeInForce.GTC)
                .count();
    }

    /** Everything the venue could tell, as texts. */
    static List<String> picture(VenueState state) {
        List<String> lines = new ArrayList<>();
        for (InstrumentAccount account : state.accounts()) {
            account.orderById.values().forEach(order -> lines.add(order.toString()));
            account.fillByTradeId.values().forEach(fill -> lines.add(fill.toString()));
            lines.add(account.instrument.key() + " " + account.ledger.signedLots + " " + account.ledger.openCost + " "
                    + account.ledger.realizedPnl + " " + account.openOrderById.keySet() + " " + account.lastFundingMs);
        }
        state.funding().forEach(payment -> lines.add(payment.toString()));
        lines.add(state.wallet(Market.USDM) + " " + state.wallet(Market.SPOT) + " " + state.spotCash());
        lines.add(state.queueAheadByOrderId + " " + state.cancelAtByOrderId);
        lines.add(state.lastOrderId + " " + state.lastTradeId + " " + state.lastTransactionId);
        return lines;
    }
}
