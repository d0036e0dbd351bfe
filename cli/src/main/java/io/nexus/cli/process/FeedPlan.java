package io.nexus.cli.process;

import io.nexus.cli.config.RunConfig;
import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.connectors.gateway.Speed;
import io.nexus.connectors.recorded.BackFilledFeed;
import io.nexus.connectors.recorded.FeedRecorder;
import io.nexus.connectors.recorded.KlineSource;
import io.nexus.connectors.recorded.RecordedFeed;
import io.nexus.connectors.recorded.RecordingFolder;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.udf.intake.FeedClockConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which market a gateway sends, from when to when, and how fast.
 *
 * @param replay folder of recorded messages; null = the simulated market
 * @param klines fill the bars before a recording; null = none
 * @param record folder into which the received feed is written; null = none
 * @param seed of the simulated market
 * @param speed after the warm-up: {@code 1x}, {@code 60x}, {@code max} */
public record FeedPlan(
        RunConfig config,
        @Nullable Path replay,
        @Nullable KlineSource klines,
        @Nullable Path record,
        long seed,
        Span span,
        String speed) {
    /** Feed time at which the simulated market starts to be traded: two hours before a UTC midnight. */
    private static final long SIMULATED_TRADE_START_MS =
            Instant.parse("2025-06-02T22:00:00Z").toEpochMilli();

    /** Where a gateway without an end stops, so that sums of times do not overflow. */
    public static final long ENDLESS_MS = 3_650L * 86_400_000;

    private static final String SIMULATOR = "simulator";

    public FeedPlan {
        requireHeard(config, speed);
        if (klines != null && replay == null) {
            throw new IllegalArgumentException("klines are for a recording; the simulated market brings its own bars");
        }
    }

    /** Refuses a feed whose heartbeats are so rare that the job would count it as silent.
     *
     * @throws IllegalArgumentException naming the options that contradict each other, or if the speed is none */
    public static void requireHeard(RunConfig config, String speed) {
        double beatMs =
                config.gateway().heartbeatIntervalMs() / Speed.parse(speed).multiple();
        FeedClockConfig clock = config.layers().feedClock();
        long mostMs = Math.min(clock.partitionIdleMs(), clock.watchdogMs()) / 2;
        if (beatMs > mostMs) {
            throw new IllegalArgumentException("gateway.heartbeat-interval-ms "
                    + config.gateway().heartbeatIntervalMs() + " at --speed " + speed + " is a heartbeat every "
                    + (long) beatMs + " ms of wall time; more than " + mostMs
                    + ", half of feed-clock.partition-idle-ms "
                    + clock.partitionIdleMs() + " and feed-clock.watchdog-ms " + clock.watchdogMs()
                    + ", would count as a silent feed: make it faster, or these larger");
        }
    }

    /** Feed times of a market.
     *
     * @param startFeedTimeMs of the first event; of a recording unknown, {@code Long.MIN_VALUE}
     * @param tradeFromMs at which the warm-up is over; of a recording at once, {@code Long.MIN_VALUE}
     * @param endFeedTimeMs after which nothing more comes; of a recording {@code Long.MAX_VALUE} */
    public record Span(long startFeedTimeMs, long tradeFromMs, long endFeedTimeMs) {
        /** Of a recording, which ends by itself. */
        public static final Span RECORDED = new Span(Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);

        /** Of the simulated market.
         *
         * @param warmUpMs feed time before trading
         * @param tradeMs feed time from then to the end */
        public static Span simulated(long warmUpMs, long tradeMs) {
            return new Span(
                    SIMULATED_TRADE_START_MS - warmUpMs, SIMULATED_TRADE_START_MS, SIMULATED_TRADE_START_MS + tradeMs);
        }
    }

    /** Where the feed of a folder comes from, as text; of none, the simulated market. */
    public static String source(@Nullable Path replay) {
        return replay == null ? SIMULATOR : replay.toAbsolutePath().normalize().toString();
    }

    /** Whether that text means the simulated market. */
    public static boolean isSimulated(String source) {
        return source.equals(SIMULATOR);
    }

    /** The feed from its beginning.
     *
     * @throws java.io.UncheckedIOException if the recording can't be read
     * @throws IllegalArgumentException if there is none */
    public FeedSource open() {
        if (replay == null) {
            return new SimulatedFeed(config.simulation(), seed, span.startFeedTimeMs, span.endFeedTimeMs);
        }
        InstrumentCatalog instruments = RecordingFolder.instruments(replay);
        RecordedFeed recording = new RecordedFeed(replay, instruments, record != null);
        return klines == null ? recording : backFilled(recording, replay, klines, instruments);
    }

    private static FeedSource backFilled(
            FeedSource recording, Path replay, KlineSource klines, InstrumentCatalog instruments) {
        try (RecordedFeed probe = new RecordedFeed(replay, instruments, false)) {
            FeedMessage first = probe.next();
            long startMs = first == null ? Long.MIN_VALUE : first.feedTimeMs();
            return new BackFilledFeed(recording, klines.before(startMs, instruments));
        }
    }

    /** What the feed is about.
     *
     * @throws java.io.UncheckedIOException if the recording can't be read
     * @throws IllegalArgumentException if there is none */
    public InstrumentCatalog instruments() {
        return replay != null
                ? RecordingFolder.instruments(replay)
                : new InstrumentCatalog(
                        new MarketSimulator(config.simulation(), seed, span.startFeedTimeMs).instruments());
    }

    /** The account that trades the feed's USD-M perpetuals.
     *
     * @throws IllegalArgumentException if the feed has none */
    public static String account(InstrumentCatalog instruments) {
        return instruments.all().stream()
                .filter(instrument -> instrument.market() == Market.USDM)
                .findFirst()
                .map(instrument -> instrument.venue() + '|' + Market.USDM + "|main")
                .orElseThrow(() -> new IllegalArgumentException("the feed has no USD-M instrument to trade"));
    }

    /** Writes the received feed down if the plan says so; the recorder is handed over to be closed. */
    Consumer<FeedMessage> recorder(InstrumentCatalog instruments, Consumer<AutoCloseable> opened) {
        if (record == null) {
            return message -> {};
        }
        FeedRecorder recorder = new FeedRecorder(record, instruments);
        opened.accept(recorder);
        return recorder::record;
    }
}
