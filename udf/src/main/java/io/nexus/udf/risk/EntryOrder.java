package io.nexus.udf.risk;

import io.nexus.domain.decision.Candidate;
import io.nexus.domain.decision.Decision;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.order.ClientOrderId;
import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.TimeInForce;

/** Turns an approved proposal into the order, its plan and the decision that people read. */
final class EntryOrder {
    private EntryOrder() {}

    /** Id of the order that a candidate would become: the same whenever it is replayed. */
    static String id(Candidate candidate, Instrument instrument) {
        return ClientOrderId.entry(instrument.symbol(), candidate.feedTimeMs(), candidate.evaluation());
    }

    /** Marketable limit, immediate or cancel: a signal of seconds must not rest. */
    static OrderIntent intent(Proposal proposal, double expectedValueBps) {
        Candidate candidate = proposal.candidate();
        String id = id(candidate, proposal.instrument());
        return new OrderIntent(
                candidate.account(),
                candidate.instrument(),
                id,
                id,
                OrderPurpose.ENTRY,
                candidate.side(),
                OrderType.LIMIT,
                TimeInForce.IOC,
                proposal.lots(),
                proposal.limitTicks(),
                false,
                candidate.feedTimeMs(),
                candidate.feedTimeMs(),
                candidate.triggerSentAtWallMs(),
                candidate.evaluation(),
                candidate.bidTicks() + candidate.askTicks(),
                plan(proposal, expectedValueBps),
                null);
    }

    private static EntryPlan plan(Proposal proposal, double expectedValueBps) {
        Candidate candidate = proposal.candidate();
        return new EntryPlan(
                proposal.levels().stopTicks(),
                proposal.levels().takeProfitTicks(),
                candidate.atrTicks(),
                candidate.bidTicks() + candidate.askTicks(),
                proposal.confidence(),
                candidate.pWin(),
                expectedValueBps,
                1 - proposal.multiplier(),
                candidate.finalVolatility(),
                candidate.mqScore(),
                proposal.instrument().notional(proposal.levels().stopDistanceTicks(), proposal.lots()),
                candidate.contributions(),
                candidate.models());
    }

    static Decision decision(Proposal proposal, double expectedValueBps, double varRatio) {
        Candidate candidate = proposal.candidate();
        Instrument instrument = proposal.instrument();
        return new Decision(
                candidate.account(),
                candidate.instrument(),
                id(candidate, instrument),
                candidate.side(),
                candidate.evaluation(),
                candidate.feedTimeMs(),
                instrument.price(proposal.limitTicks()),
                instrument.quantity(proposal.lots()),
                proposal.notional(),
                instrument.price(proposal.levels().stopTicks()),
                instrument.price(proposal.levels().takeProfitTicks()),
                proposal.confidence(),
                1 - proposal.multiplier(),
                expectedValueBps,
                candidate.valueEstimateBps(),
                proposal.multiplier(),
                varRatio,
                candidate.models());
    }
}
