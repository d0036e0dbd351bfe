package io.nexus.lab.picture;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.signal.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A firing and the market around it.
 *
 * @param source where the market comes from, in words that may stand in a picture
 * @param firedAtMs feed time of the firing
 * @param isWhole whether the feed reaches over the whole view
 * @param trade what would have become of it; null if it could not be entered
 * @param samples in order of time, without gaps of more than a step where events came */
record Scene(
        Instrument instrument,
        String source,
        Signal signal,
        long firedAtMs,
        boolean isWhole,
        @Nullable ShadowTrade trade,
        List<Sample> samples) {

    Scene {
        samples = List.copyOf(samples);
    }
}
