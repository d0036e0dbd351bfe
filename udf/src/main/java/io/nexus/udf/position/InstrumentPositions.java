package io.nexus.udf.position;

import io.nexus.domain.account.TradingState;
import java.util.ArrayList;
import java.util.List;

/** What Layer 8 keeps of one instrument. A mutable state class; fields are public for the serializer. */
public final class InstrumentPositions {
    public List<OpenPosition> positions = new ArrayList<>();

    /** Ids ({@code account positionId}) of finished positions, oldest first. */
    public List<String> finished = new ArrayList<>();

    public TradingState tradingState = TradingState.ACTIVE;

    /** Feed time that has passed by the clock, while positions were held, since the newest message the venue caused. */
    public long silentMs;

    /** Feed time of the newest message the venue caused. */
    public long heardAtMs;

    /** Watermark at the newest clock tick; 0 before the first since a position is held. */
    public long tickedAtMs;

    /** The feed of the instrument has ended, and no message of the venue has come since. */
    public boolean isEnded;

    /** Feed time of the newest clock tick, or of the record after which a position was held first; 0 without positions. */
    public long clockMs;

    /** Processing time when it came. */
    public long clockAtWallMs;

    /** Processing time at which the clock's stand-in is due; 0 = none. */
    public long standInAtWallMs;

    /** For the serializer. */
    public InstrumentPositions() {}
}
