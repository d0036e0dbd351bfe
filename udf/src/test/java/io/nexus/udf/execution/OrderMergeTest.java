package io.nexus.udf.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.Side;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.order.OrderStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Reports of one order's life lead to one state, in whatever order and however often they come. */
class OrderMergeTest {

    private static List<OrderReport> life(OrderIntent intent, Random random) {
        List<OrderReport> reports = new ArrayList<>();
        reports.add(report(intent, OrderStatus.UNKNOWN, List.of(), 0));
        reports.add(report(intent, OrderStatus.SUBMITTED, List.of(), 0));
        List<Fill> fills = new ArrayList<>();
        long filled = 0;
        int parts = random.nextInt(5);
        for (int i = 0; i < parts; i++) {
            long lots = 1L + random.nextInt(5);
            filled += lots;
            fills.add(new Fill(i, intent.clientOrderId(), Side.BUY, 600_000 + i, lots, BigDecimal.ONE, i));
            reports.add(report(intent, OrderStatus.PARTIALLY_FILLED, List.copyOf(fills), filled));
        }
        OrderStatus last =
                filled == 0 ? OrderStatus.EXPIRED : random.nextBoolean() ? OrderStatus.CANCELED : OrderStatus.FILLED;
        reports.add(report(intent, last, random.nextBoolean() ? List.of() : List.copyOf(fills), filled));
        reports.add(report(intent, last, List.copyOf(fills), filled));
        return reports;
    }

    private static OrderReport report(OrderIntent intent, OrderStatus status, List<Fill> fills, long filledLots) {
        return new OrderReport(intent.clientOrderId(), "v", status, filledLots, fills, 0, null);
    }

    @Property(tries = 500)
    void convergesWhateverTheOrderOfReports(@ForAll long seed) {
        Random random = new Random(seed);
        OrderIntent intent = TrackerWorld.entry("a", 26, 0);
        List<OrderReport> life = life(intent, random);
        OrderState inOrder = new OrderState(intent);
        life.forEach(report -> inOrder.merge(report, 1));
        List<OrderReport> shuffled = new ArrayList<>(life);
        shuffled.addAll(life.subList(random.nextInt(life.size()), life.size()));
        Collections.shuffle(shuffled, random);

        OrderState state = new OrderState(intent);
        long newLots = 0;
        for (OrderReport report : shuffled) {
            newLots += state.merge(report, 1).stream().mapToLong(Fill::lots).sum();
        }

        assertThat(state.status).isEqualTo(inOrder.status);
        assertThat(state.filledLots).isEqualTo(inOrder.filledLots);
        assertThat(state.fills).containsExactlyInAnyOrderElementsOf(inOrder.fills);
        assertThat(newLots).as("each execution is new once").isEqualTo(inOrder.filledLots);
        assertThat(state.isSettled()).isTrue();
    }
}
