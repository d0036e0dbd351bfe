package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import io.nexus.udf.market.VolumeProfile;

/** Value area of the session that is about to end, in ticks; patterns of the next opening begin within its last minute. */
record ValueArea(double lowTicks, double highTicks) {
    private static final long LATEST_MS = 35_000;
    private static final long EARLIEST_MS = 55_000;

    static ValueArea of(VolumeProfile profile) {
        return new ValueArea(profile.valueLowTicks(), profile.valueHighTicks());
    }

    /** Whether a pattern may begin so long before an opening: late enough to know the session, early enough to lead the price. */
    static boolean isKnownSoEarly(long aheadMs) {
        return aheadMs >= LATEST_MS && aheadMs <= EARLIEST_MS;
    }

    /** The edge that a signal's side defends: the lower one for BUY. */
    double edge(Side side) {
        return side == Side.BUY ? lowTicks : highTicks;
    }

    double width() {
        return highTicks - lowTicks;
    }
}
