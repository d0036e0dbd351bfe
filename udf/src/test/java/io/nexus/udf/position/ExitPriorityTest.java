package io.nexus.udf.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.position.StopCause;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class ExitPriorityTest {
    /** Makes any set of reasons hold at once; the one first in the list of priorities must be named. */
    @Property
    void namesTheFirstOfAllReasonsThatHold(
            @ForAll boolean stop,
            @ForAll boolean disaster,
            @ForAll boolean flatten,
            @ForAll boolean target,
            @ForAll boolean reversal,
            @ForAll boolean quality,
            @ForAll boolean age) {
        OpenPosition position = position();
        position.stopTicks = stop ? 100_000 : 1;
        position.bestTicks = disaster ? 200_000 : 100_000;
        position.takeProfitTicks = target ? 100_000 : 300_000;
        position.reversalSinceMs = reversal ? 1 : 0;
        position.lowScoreSinceMs = quality ? 1 : 0;
        position.openedAtMs = age ? 0 : 100_000_000;
        ExitPolicy policy = policy();

        ExitReason reason =
                policy.reason(position, flatten ? TradingState.FLATTENING : TradingState.ACTIVE, 100_000_001);

        List<ExitReason> holding = new ArrayList<>();
        add(holding, stop, ExitReason.STOP_LOSS);
        add(holding, disaster, ExitReason.DISASTER);
        add(holding, flatten, ExitReason.FLATTEN);
        add(holding, target, ExitReason.TAKE_PROFIT);
        add(holding, reversal, ExitReason.MODEL_REVERSAL);
        add(holding, quality, ExitReason.QUALITY);
        add(holding, age, ExitReason.TIME_LIMIT);
        assertThat(reason).isEqualTo(holding.stream().findFirst().orElse(null));
    }

    @Property
    void namesTheStopAfterWhatMovedIt(@ForAll StopCause cause) {
        OpenPosition position = position();
        position.stopTicks = 100_000;
        position.stopCause = cause;

        ExitReason reason = policy().reason(position, TradingState.ACTIVE, 1);

        ExitReason expected = Stream.of(ExitReason.TRAILING_STOP, ExitReason.BREAKEVEN_STOP)
                .filter(stop -> stop.name().startsWith(cause.name()))
                .findFirst()
                .orElse(ExitReason.STOP_LOSS);
        assertThat(reason).isEqualTo(expected);
    }

    private static void add(List<ExitReason> reasons, boolean holds, ExitReason reason) {
        if (holds) {
            reasons.add(reason);
        }
    }

    private static ExitPolicy policy() {
        return new ExitPolicy(ExitConfig.defaults(), new StopPolicy(StopConfig.defaults(), Records.BTC), Records.BTC);
    }

    /** Long of 1,000 lots at 100,000 ticks, the bid is there too. */
    private static OpenPosition position() {
        OpenPosition position = new OpenPosition(new OrderState(Records.entry(Side.BUY, 1_000, null)));
        position.ledger.apply(Records.BTC, Side.BUY, 100_000, 1_000);
        position.bidTicks = 100_000;
        position.askTicks = 100_001;
        position.bestTicks = 100_000;
        position.stopTicks = 1;
        position.takeProfitTicks = 300_000;
        return position;
    }
}
