package io.nexus.udf.execution;

import java.util.HashMap;
import java.util.Map;

/** What the tracker keeps of an account besides its orders. A mutable state class; fields are public for the serializer. */
public final class AccountTrack {
    /** Newest feed time; of a live feed whose clock has stopped, as wall time goes on. */
    public long nowMs = Long.MIN_VALUE;

    /** Feed time of the newest tick; 0 before the first. */
    public long clockMs;

    /** Processing time when it came. */
    public long clockAtWallMs;

    /** Processing time at which the clock's stand-in is due; 0 = none. */
    public long standInAtWallMs;

    public int entriesInFlight;
    public int queriesInFlight;
    public long accountAskedAtMs = Long.MIN_VALUE;
    public boolean isAccountInFlight;
    /** The venue's clock at the newest funding payment; 0 without one. */
    public long lastFundingVenueMs;

    /** Venue time from which Layer 6 last asked to reconcile: no later list of orders is shorter than its own. */
    public long reconcileSinceMs;

    /** Newest feed time at which the venue's list of orders was asked for because an order may be lost. */
    public long listAskedAtMs;

    public long lostOrders;
    public long estimatedFills;

    /** Entries refused, by instrument; read by key only. */
    public Map<String, Long> deniedByInstrument = new HashMap<>();

    /** For the serializer. */
    public AccountTrack() {}
}
