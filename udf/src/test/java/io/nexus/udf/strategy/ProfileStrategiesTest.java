package io.nexus.udf.strategy;

import static io.nexus.udf.strategy.StrategyProbe.sides;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.market.Bar;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.testkit.Tape;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Strategies on profiles, sessions, frames and pools, each on a tape made for it, bought and sold. */
final class ProfileStrategiesTest {
    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = 86_400_000;
    private static final long MID = 600_000;

    private static Tape bar(Tape tape, long minutesAgo, long price, long reach, long lots) {
        return tape.bar(new Bar(
                MINUTE_MS,
                tape.timeMs - minutesAgo * MINUTE_MS,
                price,
                price + reach,
                price - reach,
                price,
                lots,
                lots / 2,
                10));
    }

    /** A day of minutes whose volume stands like a bell around the mid. */
    private static Tape dayBefore(long startMs) {
        Tape tape = new Tape(startMs, MID);
        for (long n = 1440; n > 0; n--) {
            long distance = Math.round(500 * Math.sin(n * 2 * Math.PI / 720));
            long lots = 10 + Math.round(1000 * Math.exp(-Math.pow(distance / 250.0, 2)));
            bar(tape, n, MID + distance, 10, lots);
        }
        return tape;
    }

    /** Two hills of volume 4,000 ticks apart with a valley between, the price on the first seen in the direction of travel. */
    private static Tape valley(Side side) {
        Tape tape = new Tape(Tape.START_MS + 7_200_000, MID);
        for (long n = 120; n > 0; n--) {
            double distance = (n - 60) * 50.0;
            double hills =
                    Math.exp(-Math.pow((distance - 2000) / 400, 2)) + Math.exp(-Math.pow((distance + 2000) / 400, 2));
            bar(tape, n, MID + (n - 60) * 50, 0, 100 + Math.round(20_000 * hills));
        }
        tape.mid = MID - side.sign() * 2000L;
        return tape.snapshot(1000, 1000).choppy(400_000, 2);
    }

    /** Goes 100 ticks a second while someone trades 200 lots a second. */
    private static Tape travel(Tape tape, Side side, Side aggressor, int seconds) {
        for (int i = 0; i < seconds; i++) {
            tape.move(side.sign() * 100L)
                    .snapshot(1000, 1000)
                    .trade(aggressor, tape.mid, 200)
                    .pass(1000);
        }
        return tape;
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void lvnBreakoutFollowsThePriceAcrossTheValley(Side side) {
        assertThat(sides(StrategyId.LVN_BREAKOUT, travel(valley(side), side, side, 40)))
                .containsExactly(side);
    }

    @Test
    void lvnBreakoutWantsVolumeAndTheFarSide() {
        Tape turned = travel(travel(valley(Side.BUY), Side.BUY, Side.BUY, 15), Side.SELL, Side.SELL, 15);
        Tape against = travel(valley(Side.BUY), Side.BUY, Side.SELL, 40);

        assertThat(sides(StrategyId.LVN_BREAKOUT, turned)).isEmpty();
        assertThat(sides(StrategyId.LVN_BREAKOUT, against)).isEmpty();
    }

    private static Tape stay(Tape tape, long ms) {
        for (long until = tape.timeMs + ms; tape.timeMs < until; ) {
            tape.quote(1000, 1000).pass(5000);
        }
        return tape;
    }

    /** A day that opens beyond the value area of the day before, on a side, and goes back inside. */
    private static Tape rotation(Side opened, long insideMs) {
        return rotation(opened, insideMs, 0);
    }

    private static Tape rotation(Side opened, long insideMs, long firstSeenMs) {
        Tape tape = dayBefore(Tape.START_MS + DAY_MS + firstSeenMs);
        tape.mid = MID + opened.sign() * 1500L;
        stay(tape.snapshot(1000, 1000), 300_000);
        tape.mid = MID + opened.sign() * 100L;
        return stay(tape.snapshot(1000, 1000), insideMs);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void rotationTradesToTheOtherEdgeAfterTwoHalfHoursInside(Side side) {
        assertThat(sides(StrategyId.PROFILE_ROTATION, rotation(side.opposite(), 3_600_000)))
                .containsExactly(side);
    }

    @Test
    void rotationNeedsBothHalfHoursAndAnOpeningOutside() {
        Tape inside = stay(dayBefore(Tape.START_MS + DAY_MS).snapshot(1000, 1000), 4_000_000);

        assertThat(sides(StrategyId.PROFILE_ROTATION, rotation(Side.BUY, 1_800_000)))
                .isEmpty();
        assertThat(sides(StrategyId.PROFILE_ROTATION, inside)).isEmpty();
    }

    @Test
    void rotationNeedsToHaveSeenTheOpening() {
        assertThat(sides(StrategyId.PROFILE_ROTATION, rotation(Side.BUY, 2 * 3_600_000, 3_600_000)))
                .isEmpty();
    }

    @Test
    void sessionsOfAProfileFillADay() {
        assertThatThrownBy(() -> new ProfileRotation(7, 0.2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7");
    }

    /** Ten minutes before midnight, a day behind it. */
    private static Tape beforeMidnight() {
        return stay(dayBefore(Tape.START_MS + DAY_MS - 600_000).snapshot(1000, 1000), 590_000);
    }

    /** Steps once a second. */
    private static Tape drift(Tape tape, long ticksPerSecond, int seconds) {
        for (int i = 0; i < seconds; i++) {
            tape.move(ticksPerSecond)
                    .snapshot(1000, 1000)
                    .trade(ticksPerSecond > 0 ? Side.BUY : Side.SELL, tape.mid, 5)
                    .pass(1000);
        }
        return tape;
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void openDriveIsFollowed(Side side) {
        Tape tape = beforeMidnight();
        tape.mid = MID + side.sign() * 1500L;
        tape.snapshot(1000, 1000).pass(10_000);
        drift(tape, side.sign() * 2L, 620);

        assertThat(sides(StrategyId.OPEN_DRIVE_VS_FADE, tape)).containsExactly(side);
    }

    @Test
    void aMoveThatRetracesIsNoDrive() {
        Tape tape = beforeMidnight();
        tape.mid = MID + 1500;
        tape.snapshot(1000, 1000).pass(10_000);
        drift(drift(drift(tape, 4, 250), -4, 120), 4, 250);

        assertThat(sides(StrategyId.OPEN_DRIVE_VS_FADE, tape)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void openRejectionIsFaded(Side side) {
        Tape tape = beforeMidnight().pass(10_000);
        drift(tape, -side.sign() * 4L, 180);
        drift(tape, side.sign() * 4L, 180);
        tape.pass(60_000).quote(1000, 1000);

        assertThat(sides(StrategyId.OPEN_DRIVE_VS_FADE, tape)).containsExactly(side);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-08-08T06:59:00Z, 2024-08-08T00:00:00Z, 2024-08-08T07:00:00Z",
        "2024-08-08T07:00:00Z, 2024-08-08T07:00:00Z, 2024-08-08T13:30:00Z",
        "2024-08-08T13:30:00Z, 2024-08-08T13:30:00Z, 2024-08-09T00:00:00Z",
        "2024-12-05T14:00:00Z, 2024-12-05T07:00:00Z, 2024-12-05T14:30:00Z",
        "2024-12-05T14:30:00Z, 2024-12-05T14:30:00Z, 2024-12-06T00:00:00Z",
        "2024-08-11T22:00:00Z, 2024-08-11T22:00:00Z, 2024-08-12T00:00:00Z",
        "2024-12-08T22:30:00Z, 2024-12-08T00:00:00Z, 2024-12-08T23:00:00Z",
        "2024-08-10T13:30:00Z, 2024-08-10T00:00:00Z, 2024-08-11T00:00:00Z",
    })
    void sessionsBeginWhenPeopleCome(Instant at, Instant start, Instant next) {
        TradingSessions sessions =
                new TradingSessions(OpenDriveVsFade.defaults().sessions());

        assertThat(Instant.ofEpochMilli(sessions.startOf(at.toEpochMilli()))).isEqualTo(start);
        assertThat(Instant.ofEpochMilli(sessions.nextAfter(at.toEpochMilli()))).isEqualTo(next);
    }

    @Test
    void sessionsThatAreNoneAreRefusedByName() {
        assertThatThrownBy(() -> new TradingSessions("UTC 00:00 daily, Mars/Base 09:30 weekdays"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Mars/Base 09:30 weekdays");
        assertThatThrownBy(() -> new TradingSessions("UTC 25:00 daily"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UTC 25:00 daily");
        assertThatThrownBy(() -> new TradingSessions("UTC 00:00 sometimes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UTC 00:00 sometimes");
    }

    /** A day that rises faster and faster (falls, for a sale), and the last 25 minutes against it. */
    private static Tape tide(Side side, long backPerMinute) {
        Tape tape = new Tape(Tape.START_MS + 2 * DAY_MS + 25 * MINUTE_MS, MID);
        long before = MID;
        for (long n = 1440; n > 0; n--) {
            double share = (1440 - n) / 1440.0;
            long away =
                    n >= 25 ? Math.round(20_000 * share * share * share) : (before - MID) * side.sign() - backPerMinute;
            long price = MID + side.sign() * away;
            long high = Math.max(before, price);
            long low = Math.min(before, price);
            tape.bar(new Bar(MINUTE_MS, tape.timeMs - n * MINUTE_MS, before, high, low, price, 100, 50, 10));
            before = price;
        }
        tape.mid = before;
        return tape.snapshot(1000, 1000).pass(61_000).quote(1000, 1000);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void alignmentEntersWhereTheRippleTurnsWithTheTide(Side side) {
        Tape tape = tide(side, 150).move(side.sign() * 30L).snapshot(1000, 1000);

        assertThat(sides(StrategyId.MULTI_TIMEFRAME_ALIGNMENT, tape)).containsExactly(side);
    }

    @Test
    void alignmentWaitsForAPullback() {
        Tape tape = tide(Side.BUY, -10).move(300).snapshot(1000, 1000);

        assertThat(sides(StrategyId.MULTI_TIMEFRAME_ALIGNMENT, tape)).isEmpty();
    }

    /** Two old swings 400 ticks beyond the mid on a side, near a round number; then order flow pushes there. */
    private static Tape pool(Side side, long beyondLots) {
        long mid = MID + 500;
        Tape tape = new Tape(Tape.START_MS + 20 * 3_600_000, mid);
        for (long n = 240; n > 0; n--) {
            boolean isSwing = n == 60 || n == 120;
            long high = isSwing && side == Side.BUY ? mid + 400 : mid + 50;
            long low = isSwing && side == Side.SELL ? mid - 400 : mid - 50;
            tape.bar(new Bar(MINUTE_MS, tape.timeMs - n * MINUTE_MS, mid, high, low, mid, 100, 50, 10));
        }
        for (int second = 0; second < 400; second++) {
            tape.move(second % 2 == 0 ? 24 : -24);
            tape.wideSnapshot(1000, side, 1000).quote(1000, 1000).pass(1000);
        }
        for (int second = 0; second < 5; second++) {
            long pushed = 5000L * (second + 1);
            tape.wideSnapshot(1000, side.opposite(), beyondLots);
            tape.quote(side == Side.BUY ? pushed : 1000, side == Side.BUY ? 1000 : pushed)
                    .pass(1000);
        }
        return tape.quote(1000, 1000);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void stopRunGoesWithThePriceTowardsANearPool(Side side) {
        assertThat(sides(StrategyId.STOP_RUN_ANTICIPATION, pool(side, 10))).containsExactly(side);
    }

    @Test
    void stopRunWantsAThinBookBeyond() {
        assertThat(sides(StrategyId.STOP_RUN_ANTICIPATION, pool(Side.BUY, 1000)))
                .isEmpty();
    }
}
