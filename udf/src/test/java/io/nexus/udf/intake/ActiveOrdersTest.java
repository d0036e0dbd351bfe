package io.nexus.udf.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.order.OrderStatus;
import org.junit.jupiter.api.Test;

final class ActiveOrdersTest {
    private final ActiveOrders orders = new ActiveOrders();

    @Test
    void isActiveFromAdmissionUntilThePositionIsFlat() {
        orders.apply(Events.admitted(Events.entry(10)));
        assertThat(orders.isActive()).isTrue();
        orders.apply(Events.report(Events.entry(10), OrderStatus.FILLED, 10));
        assertThat(orders.isActive()).isTrue();
        orders.apply(Events.admitted(Events.close(10)));
        assertThat(orders.isActive()).isTrue();

        orders.apply(Events.report(Events.close(10), OrderStatus.FILLED, 10));

        assertThat(orders.isActive()).isFalse();
    }

    @Test
    void forgetsAnEntryThatFilledNothing() {
        orders.apply(Events.admitted(Events.entry(10)));

        orders.apply(Events.report(Events.entry(10), OrderStatus.EXPIRED, 0));

        assertThat(orders.isActive()).isFalse();
    }

    @Test
    void staysActiveWhilePartOfThePositionIsOpen() {
        orders.apply(Events.report(Events.entry(10), OrderStatus.FILLED, 10));

        orders.apply(Events.report(Events.close(10), OrderStatus.CANCELED, 4));

        assertThat(orders.isActive()).isTrue();
    }

    @Test
    void staysActiveWhileAnAnswerIsUnknown() {
        orders.apply(Events.report(Events.entry(10), OrderStatus.UNKNOWN, 0));

        assertThat(orders.isActive()).isTrue();
    }
}
