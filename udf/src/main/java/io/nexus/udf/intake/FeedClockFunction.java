package io.nexus.udf.intake;

import io.nexus.udf.edge.AccountInput;
import io.nexus.udf.edge.BroadcastInput;
import io.nexus.udf.edge.PartitionBeat;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feed's clock, under one key: the account's ticks on the main output, those of the instruments on the side. While market
 * data flow, a processing-time timer is the watchdog: it reports to the account that the feed is silent, and that it is heard
 * again. A timer that comes late says that this process stood still, not the feed. */
public final class FeedClockFunction extends KeyedProcessFunction<Integer, PartitionBeat, AccountInput> {
    private static final long serialVersionUID = 1;

    /** The one key. */
    public static final int KEY = 0;
    /** One record per second of feed time, for every subtask of the symbol chain. */
    public static final OutputTag<BroadcastInput> INSTRUMENT_TICKS = new OutputTag<>("instrument-ticks") {};

    private static final Logger LOG = LoggerFactory.getLogger(FeedClockFunction.class);
    private static final long CHECK_EVERY_MS = 500;
    private static final long LATE_MS = 1_000;
    private static final ValueStateDescriptor<FeedClockState> STATE =
            new ValueStateDescriptor<>("feed-clock", FeedClockState.class);

    private final FeedClockConfig config;
    private final int partitions;
    private final String account;

    private transient FeedClock clock;
    private transient ValueState<FeedClockState> state;
    private transient Counter silences;
    private transient volatile int silent;
    private transient volatile int idlePartitions;

    /** The clock of one account.
     *
     * @param partitions of the market topic, 1 or more
     * @param account whose clock it is */
    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public FeedClockFunction(FeedClockConfig config, int partitions, String account) {
        this.config = config;
        this.partitions = partitions;
        this.account = account;
    }

    @Override
    public void open(OpenContext context) {
        clock = new FeedClock(config, partitions);
        state = getRuntimeContext().getState(STATE);
        var metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "L0");
        silences = metrics.counter("feedSilences");
        metrics.gauge("feedSilent", (Gauge<Integer>) () -> silent);
        metrics.gauge("idlePartitions", (Gauge<Integer>) () -> idlePartitions);
    }

    @Override
    public void processElement(PartitionBeat beat, Context context, Collector<AccountInput> out) throws Exception {
        FeedClockState known = state.value() == null ? new FeedClockState() : state.value();
        long wallMs = context.timerService().currentProcessingTime();
        if (clock.beat(known, beat, wallMs)) {
            out.collect(AccountInput.tick(account, known.newestMs));
            if (clock.isInstrumentTickDue(known)) {
                context.output(INSTRUMENT_TICKS, BroadcastInput.clock(known.newestMs));
            }
        }
        if (known.isSilent) {
            judge(known, wallMs, out);
        }
        schedule(known, wallMs, context);
        state.update(known);
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<AccountInput> out) throws Exception {
        FeedClockState known = state.value();
        if (known == null || known.checkAtWallMs != timestampMs) {
            return;
        }
        long wallMs = context.timerService().currentProcessingTime();
        if (wallMs - timestampMs > LATE_MS && !known.isSilent) {
            FeedClock.restart(known, wallMs);
        }
        judge(known, wallMs, out);
        known.checkAtWallMs = 0;
        schedule(known, wallMs, context);
        state.update(known);
    }

    private void judge(FeedClockState known, long wallMs, Collector<AccountInput> out) {
        String why = clock.silence(known, wallMs);
        idlePartitions = clock.idlePartitions(known, wallMs);
        silent = why == null ? 0 : 1;
        if (known.isSilent == (why != null)) {
            return;
        }
        known.isSilent = why != null;
        report(known, why);
        out.collect(
                known.isSilent
                        ? AccountInput.feedSilent(account, known.newestMs)
                        : AccountInput.feedHeard(account, known.newestMs));
    }

    private void report(FeedClockState known, @Nullable String why) {
        if (why == null) {
            LOG.info("the market feed is heard again at {} ms of feed time", known.newestMs);
        } else {
            silences.inc();
            LOG.error("the market feed is silent: {}; account {} only reduces until it is heard again", why, account);
        }
    }

    private static void schedule(FeedClockState known, long wallMs, Context context) {
        boolean isWatched = FeedClock.isFlowing(known) || known.isSilent;
        if (known.checkAtWallMs == 0 && isWatched) {
            known.checkAtWallMs = wallMs + CHECK_EVERY_MS;
            context.timerService().registerProcessingTimeTimer(known.checkAtWallMs);
        }
    }
}
