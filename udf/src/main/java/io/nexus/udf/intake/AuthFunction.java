package io.nexus.udf.intake;

import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import io.nexus.udf.edge.PartitionBeat;
import io.nexus.udf.edge.SymbolInput;
import java.util.EnumMap;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Splits what the authenticated source read: events of instruments go on, refusals leave by the side, and so do heartbeats,
 * thinned, unless they are from the future. */
public final class AuthFunction extends ProcessFunction<FeedRecord, SymbolInput> {
    private static final long serialVersionUID = 1;

    public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("auth-dead-letters") {};
    /** The heartbeats that say something new. */
    public static final OutputTag<PartitionBeat> BEATS = new OutputTag<>("beats") {};

    private transient EnumMap<RejectReason, Counter> refusals;
    private transient Counter authentic;
    private transient PartitionBeats beats;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public AuthFunction() {}

    @Override
    public void open(OpenContext context) {
        var metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "L0");
        authentic = metrics.counter("authentic");
        beats = new PartitionBeats();
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
            if (event.freshness() != Freshness.FUTURE) {
                onHeartbeat(received.partition(), event.feedTimeMs(), context);
            }
            return;
        }
        beats.market(received.partition(), event.kind());
        authentic.inc();
        out.collect(SymbolInput.of(event, received.receivedAtWallNs()));
    }

    private void onHeartbeat(int partition, long feedTimeMs, Context context) {
        long wallMs = context.timerService().currentProcessingTime();
        PartitionBeat beat = beats.heartbeat(partition, feedTimeMs, wallMs);
        if (beat != null) {
            context.output(BEATS, beat);
        }
    }
}
