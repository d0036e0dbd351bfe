package io.nexus.job.graph;

import io.nexus.connectors.wire.ClockMode;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.port.ControlTopic;
import io.nexus.domain.port.ExchangeFactory;
import io.nexus.job.config.NexusConfig;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.udf.edge.FeedPace;
import java.util.Map;

/** What {@link PipelineGraph} is built from, beside its sources and sinks.
 *
 * @param runId of the start message that this job waits for
 * @param accountByMarket which account trades which market; markets without one are data only
 * @param exchange opened where Layer 7 runs
 * @param controlTopic asked where the control topic ends
 * @param initialCalibration until the feedback has sent one */
public record GraphConfig(
        NexusConfig config,
        String runId,
        InstrumentCatalog instruments,
        Map<Market, String> accountByMarket,
        ModelCatalog models,
        ExchangeFactory exchange,
        ControlTopic controlTopic,
        Calibration initialCalibration) {

    /** The one account whose trading state and snapshot the symbol chain reads.
     *
     * @throws IllegalStateException unless there is exactly one */
    String account() {
        if (accountByMarket.size() != 1) {
            throw new IllegalStateException("one trading account is needed, were " + accountByMarket);
        }
        return accountByMarket.values().iterator().next();
    }

    /** How feed time passes. */
    FeedPace pace() {
        return config.authentication().clockMode() == ClockMode.LIVE ? FeedPace.LIVE : FeedPace.REPLAYED;
    }
}
