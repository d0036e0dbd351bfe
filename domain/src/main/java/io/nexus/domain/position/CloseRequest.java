package io.nexus.domain.position;

import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderPurpose;

/** Layer 8's wish to close all or half of a position; Layer 6 turns it into a reduce-only order.
 *
 * @param clientOrderId made from position and close sequence, so that a repeated wish is the same order
 * @param side of the closing order
 * @param lots to close
 * @param limitTicks worst price; ignored when {@code isMarket}
 * @param isMarket last step of the escalation limit, reprice, market */
public record CloseRequest(
        String account,
        String instrument,
        String positionId,
        String clientOrderId,
        OrderPurpose purpose,
        ExitReason reason,
        Side side,
        long lots,
        long limitTicks,
        boolean isMarket,
        long doubledMidTicks,
        long triggeredAtMs,
        long triggerSentAtWallMs) {}
