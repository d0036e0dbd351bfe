package io.nexus.domain.port;

import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;

/** An order as the venue remembers it; its intent has no plan and no evaluation. */
public record VenueOrder(OrderIntent intent, OrderReport report) {}
