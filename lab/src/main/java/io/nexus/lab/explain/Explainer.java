package io.nexus.lab.explain;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.MarketEvent;
import io.nexus.lab.study.InstrumentStudy;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.intake.Intake;
import io.nexus.udf.intake.IntakeState;
import io.nexus.udf.market.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Replays a feed through the cores of Layers 1 and 2 up to the newest evaluation of an instrument at or before a time. */
public final class Explainer {
    private final Instrument instrument;
    private final LayersConfig config;
    private final InstrumentStudy study;
    /** From the newest evaluation on, not taken in yet: it explains the market after it only if no later one comes. */
    private final List<MarketEvent> waiting = new ArrayList<>();

    private Explainer(Instrument instrument, LayersConfig config) {
        this.instrument = instrument;
        this.config = config;
        this.study = new InstrumentStudy(instrument, config, Reference.shipped());
    }

    /** Explains an evaluation. The same feed and time give the same explanation.
     *
     * @throws IllegalArgumentException if there was none up to that time */
    public static Explanation explain(FeedSource feed, Instrument instrument, long atMs, LayersConfig config) {
        Explainer explainer = new Explainer(instrument, config);
        if (!explainer.advance(feed, atMs)) {
            throw new IllegalArgumentException(
                    "no evaluation of " + instrument.key() + " up to " + Instant.ofEpochMilli(atMs));
        }
        MarketEvent event = explainer.waiting.get(0);
        explainer.study.take(event);
        return new ExplanationBuilder(instrument, config, explainer.study).build(event.feedTimeMs());
    }

    private boolean advance(FeedSource feed, long atMs) {
        Intake intake = new Intake(config.intake());
        IntakeState cadence = new IntakeState();
        for (FeedMessage message = feed.next();
                message != null && message.feedTimeMs() <= atMs;
                message = feed.next()) {
            MarketEvent event = message.event();
            if (event == null || !event.instrument().equals(instrument.key()) || study.isRepeat(event)) {
                continue;
            }
            if (intake.evaluation(cadence, event) > 0) {
                waiting.forEach(study::take);
                waiting.clear();
            }
            waiting.add(event);
        }
        return cadence.evaluation > 0;
    }
}
