package io.nexus.testbed.simulation;

import io.nexus.domain.check.Check;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Side;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A market of many perpetuals as an endless sequence of messages in feed-time order, the same for the same configuration,
 * seed and start. The first messages of each instrument are a book snapshot, a quote, mark price, funding rate and open
 * interest; then deltas by the futures rule, each followed by a quote of the same update id where the touch changed,
 * trades before the delta that shows what they took. Sequence and send time are 0: the gateway sets them. Not
 * thread-safe. */
public final class MarketSimulator {
    private static final int MAGIC = 0x4E58534D;
    private static final int VERSION = 1;
    private static final long FACTOR_STEP_MS = 1_000;
    private static final long FACTOR_STREAM = -1;

    private final SimulationConfig config;
    private final long seed;
    private final long startFeedTimeMs;
    private final List<InstrumentProfile> profiles;
    private final InstrumentProcess[] processes;
    private final MarketFactor market;
    private final SimulatedBook.Scratch scratch;
    private final PendingEvents pending = new PendingEvents();
    private DueQueue queue;

    /** A market at its start.
     *
     * @param startFeedTimeMs feed time of the first message, in ms since 1970; not negative */
    public MarketSimulator(SimulationConfig config, long seed, long startFeedTimeMs) {
        this.config = config;
        this.seed = seed;
        this.startFeedTimeMs = Check.notNegative("startFeedTimeMs", startFeedTimeMs);
        profiles = Universe.of(config, seed);
        processes = new InstrumentProcess[profiles.size()];
        for (int i = 0; i < processes.length; i++) {
            long ownSeed = SeededRandom.of(seed, i).nextLong();
            processes[i] = new InstrumentProcess(config, profiles.get(i), ownSeed, startFeedTimeMs);
        }
        SeededRandom marketRandom = SeededRandom.of(seed, FACTOR_STREAM);
        market = new MarketFactor(startFeedTimeMs, FACTOR_STEP_MS, config.marketVolatilityBps(), marketRandom);
        scratch = new SimulatedBook.Scratch(config.bookLevels());
        queue = queueOf(processes);
    }

    /** The market a snapshot was taken of; it continues with the very message that came next there.
     *
     * @throws IllegalArgumentException if the bytes are no snapshot, of another version or of another configuration */
    public static MarketSimulator restore(SimulationConfig config, byte[] snapshot) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            require("magic", MAGIC, in.readInt());
            require("version", VERSION, in.readInt());
            require("configuration", config.toString(), in.readUTF());
            MarketSimulator simulator = new MarketSimulator(config, in.readLong(), in.readLong());
            simulator.read(in);
            return simulator;
        } catch (IOException e) {
            throw new IllegalArgumentException("broken simulator snapshot of " + snapshot.length + " bytes", e);
        }
    }

    /** The whole state: to be restored with the same configuration. */
    public byte[] snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeUTF(config.toString());
            out.writeLong(seed);
            out.writeLong(startFeedTimeMs);
            market.write(out);
            for (InstrumentProcess process : processes) {
                process.write(out);
            }
            out.writeInt(pending.size());
            for (MarketEvent event : pending.all()) {
                EventCodec.write(event, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void read(DataInputStream in) throws IOException {
        market.read(in);
        for (InstrumentProcess process : processes) {
            process.read(in);
        }
        for (int left = in.readInt(); left > 0; left--) {
            pending.add(EventCodec.read(in));
        }
        if (in.read() != -1) {
            throw new IOException("bytes follow the end");
        }
        queue = queueOf(processes);
    }

    /** The instruments, most active first. */
    public List<Instrument> instruments() {
        return profiles.stream().map(InstrumentProfile::instrument).toList();
    }

    /** The next message of the market; there always is one. */
    public MarketEvent next() {
        while (pending.isEmpty()) {
            InstrumentProcess process = processes[queue.first()];
            market.advance(queue.firstDueMs());
            process.run(market, scratch, pending);
            queue.reschedule(process.dueMs());
        }
        return pending.take();
    }

    /** Bars that closed up to the start: 1 h bars of the days asked for and 1 m bars of the last of them, ordered by close
     * time, then interval, then instrument. They end at the start price. Needs about 150 bytes a bar.
     *
     * @param hourDays days of 1 h bars, in [1, 400]
     * @param minuteDays days of 1 m bars, in [0, hourDays] */
    public List<MarketEvent> warmUpBars(int hourDays, int minuteDays) {
        Check.inRange("hourDays", hourDays, 1, 400);
        Check.inRange("minuteDays", minuteDays, 0, hourDays);
        return new WarmUp(config, seed, startFeedTimeMs, hourDays, minuteDays).bars(profiles);
    }

    /** Bars for a cold start: 30 days of 1 h and 2 days of 1 m. */
    public List<MarketEvent> warmUpBars() {
        return warmUpBars(30, 2);
    }

    /** The planted drift an instrument is in, null between drifts.
     *
     * @throws IllegalArgumentException if the instrument is unknown */
    public @Nullable EpisodeLabel currentEpisode(String instrument) {
        for (InstrumentProcess process : processes) {
            if (process.profile().instrument().key().equals(instrument)) {
                SimulatedEpisode episode = process.fair().episode;
                return episode.phase != SimulatedEpisode.Phase.DRIVE
                        ? null
                        : new EpisodeLabel(
                                instrument,
                                episode.phaseStartMs,
                                episode.phaseEndMs,
                                Side.ofSign(episode.sign),
                                episode.moveBps);
            }
        }
        throw new IllegalArgumentException("unknown instrument " + instrument);
    }

    /** The whole book of an instrument as it is now.
     *
     * @throws IllegalArgumentException if the instrument is unknown */
    BookUpdate book(String instrument) {
        for (InstrumentProcess process : processes) {
            if (process.profile().instrument().key().equals(instrument)) {
                return process.book();
            }
        }
        throw new IllegalArgumentException("unknown instrument " + instrument);
    }

    public PlantedEdge plantedEdge() {
        return new PlantedEdge(config.edge());
    }

    private static DueQueue queueOf(InstrumentProcess[] processes) {
        long[] dueMs = new long[processes.length];
        for (int i = 0; i < dueMs.length; i++) {
            dueMs[i] = processes[i].dueMs();
        }
        return new DueQueue(dueMs);
    }

    private static void require(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new IllegalArgumentException("snapshot's " + what + " must be " + expected + ", was " + actual);
        }
    }
}
