package io.nexus.lab.picture;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.signal.Signal;
import java.util.List;

/** A firing and the market around it.
 *
 * @param source where the market comes from, in words that may stand in a picture
 * @param firedAtMs feed time of the firing
 * @param isWhole whether the feed reaches over the whole view
 * @param samples in order of time, without gaps of more than a step where events came */
record Scene(
        Instrument instrument, String source, Signal signal, long firedAtMs, boolean isWhole, List<Sample> samples) {

    Scene {
        samples = List.copyOf(samples);
    }
}
