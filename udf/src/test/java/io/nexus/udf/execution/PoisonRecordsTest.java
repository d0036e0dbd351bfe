package io.nexus.udf.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.StepKind;
import io.nexus.udf.testkit.Mutations;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever order events bring, the tracker goes on with the orders it has. */
class PoisonRecordsTest {

    @Test
    void noMutatedEventFailsTheTrackerAndTheOrderUnderWayEnds() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Mutations mutations = new Mutations(random);
            try (TrackerWorld world = new TrackerWorld(false)) {
                OrderIntent entry = world.freshEntry("a", 26);
                long atMs = world.nowMs.get();
                Fill fill = new Fill(1, "b", Side.BUY, 600_000, 26, BigDecimal.ONE, atMs);
                OrderIntent other = TrackerWorld.entry("b", 26, atMs);
                OrderReport report = new OrderReport("b", "v", OrderStatus.FILLED, 26, List.of(fill), atMs, null);
                AccountReport account = new AccountReport(
                        BigDecimal.TEN, List.of(), List.of(new FundingPayment(1, "i", BigDecimal.ONE, atMs)), atMs);
                List<OrderEvent> events = List.of(
                        OrderEvent.admitted(other, atMs),
                        OrderEvent.report(other, report, atMs, atMs).answering(StepKind.RECONCILE),
                        OrderEvent.account(TrackerWorld.ACCOUNT, account, atMs, atMs),
                        OrderEvent.reconciled(TrackerWorld.ACCOUNT, atMs, atMs));
                world.admit(entry);
                for (int i = 0; i < 20; i++) {
                    OrderEvent poison = mutations.mutate(events.get(random.nextInt(events.size())));
                    if (poison != null) {
                        world.read(poison);
                    }
                }
                world.settle();
                world.pass(5_000, 500);

                assertThat(world.state("a").status).as("seed %d", seed).isEqualTo(OrderStatus.FILLED);
                assertThat(world.venue.placementsById).containsEntry("a", 1);
                assertThat(world.stepKinds).as("the clock goes on").contains(StepKind.ACCOUNT);
            }
        }
    }
}
