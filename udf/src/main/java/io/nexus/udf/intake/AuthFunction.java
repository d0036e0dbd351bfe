package io.nexus.udf.intake;

import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import io.nexus.udf.edge.SymbolInput;
import java.util.EnumMap;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Splits what the authenticated source read: events of instruments go on, refusals leave by the side, the heartbeats of the
 * clock partition become account ticks, unless they are from the future. */
public final class AuthFunction extends ProcessFunction<FeedRecord, SymbolInput> {
    private static final long serialVersionUID = 1;

    public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("auth-dead-letters") {};
    /** Feed time in ms of each heartbeat. */
    public static final OutputTag<Long> TICKS = new OutputTag<>("ticks") {};

    private static final int CLOCK_PARTITION = 0;

    private transient EnumMap<RejectReason, Counter> refusals;
    private transient Counter authentic;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public AuthFunction() {}

    @Override
    public void open(OpenContext context) {
        var metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "L0");
        authentic = metrics.counter("authentic");
        refusals = new EnumMap<>(RejectReason.class);
        for (RejectReason reason : RejectReason.values()) {
            refusals.put(reason, metrics.counter("rejected_" + reason));
        }
    }

    @Override
    public void processElement(FeedRecord received, Context context, Collector<SymbolInput> out) {
        MarketEvent event = received.event();
        DeadLetter refusal = received.refusal();
        if (refusal != null) {
            Objects.requireNonNull(refusals.get(refusal.reason())).inc();
            context.output(DEAD_LETTERS, refusal);
        }
        if (event == null) {
            return;
        }
        if (event.kind() == MarketEventKind.HEARTBEAT) {
            if (received.partition() == CLOCK_PARTITION && event.freshness() != Freshness.FUTURE) {
                context.output(TICKS, event.feedTimeMs());
            }
            return;
        }
        authentic.inc();
        out.collect(SymbolInput.of(event, received.receivedAtWallNs()));
    }
}
