package io.nexus.udf.market;

/** Closes seconds, minutes and hours as of their due times when the next event comes. */
final class MarketClock {
    private static final long SECOND_MS = 1000;
    private static final long DAY_MS = 86_400_000;
    private static final long GAP_MS = 15 * 60_000;
    private static final double SPREAD_MEAN_MS = 3_600_000;

    private final InstrumentScale scale;

    MarketClock(InstrumentScale scale) {
        this.scale = scale;
    }

    /** Begins at the first touch, with empty windows. The hour being built takes in the minutes already filled from the feed. */
    void start(MarketContext market, long timeMs) {
        market.secondEndMs = Math.floorDiv(timeMs, SECOND_MS) * SECOND_MS + SECOND_MS;
        market.seconds.clear();
        market.tape.clearWindows();
        startBars(market, isSeenSinceBars(market, timeMs) ? market.barsReceivedMs : timeMs);
        market.profile.locate();
    }

    /** Whether bars of the feed reach the time they came at, and the first touch came soon after: what is between them was
     * silence, no hole. */
    private static boolean isSeenSinceBars(MarketContext market, long timeMs) {
        long openMs = market.minutes.lastCloseMs;
        long receivedMs = market.barsReceivedMs;
        return receivedMs >= openMs
                && receivedMs - openMs < market.minutes.intervalMs
                && timeMs >= receivedMs
                && timeMs - receivedMs <= GAP_MS;
    }

    private void startBars(MarketContext market, long timeMs) {
        long price = lastPrice(market);
        market.minutes.start(timeMs, price);
        market.hours.start(timeMs, price);
        if (market.minutes.hasHoleBeforeCurrent()) {
            forgetMinutes(market, market.minutes.currentOpenMs - market.minutes.lastCloseMs);
        }
        if (market.hours.hasHoleBeforeCurrent()) {
            forgetHours(market);
        }
        if (!market.hours.isBuilding) {
            return;
        }
        for (int age = 59; age >= 0; age--) {
            BarSeries minutes = market.minutes;
            if (minutes.has(age)
                    && minutes.lastCloseMs - (age + 1) * minutes.intervalMs >= market.hours.currentOpenMs) {
                int at = minutes.at(age);
                market.hours.price(minutes.high[at], minutes.volume[at]);
                market.hours.price(minutes.low[at], 0);
            }
        }
        market.hours.price(price, 0);
    }

    /** Before a bar of the feed is taken into the profile: if it does not follow on the one before, what bars told is forgotten. */
    void forgetAcrossHole(MarketContext market) {
        BarSeries minutes = market.minutes;
        if (!minutes.isContiguous() && minutes.count > 1) {
            forgetMinutes(market, minutes.outdated == minutes.count - 1 ? DAY_MS : 0);
        }
    }

    /** What one-minute bars told ends at a hole. Of the volumes by time of day a hole of less than a day leaves the most. */
    private static void forgetMinutes(MarketContext market, long holeMs) {
        market.minute.clear();
        market.fiveMinuteRsi.clear();
        market.halfHour.clear();
        market.profile.clear();
        if (holeMs >= DAY_MS) {
            market.minuteOfDay.clear();
        }
    }

    /** What one-hour bars told ends at a hole; a day that is not whole tells no bucket of VPIN. */
    private static void forgetHours(MarketContext market) {
        market.hour.clear();
        boolean isSameDay =
                Math.floorDiv(market.hours.lastCloseMs, DAY_MS) == Math.floorDiv(market.hours.currentOpenMs, DAY_MS);
        if (!isSameDay) {
            market.vpin.day(0);
        }
    }

    void advance(MarketContext market, long timeMs, HourSink hours) {
        if (market.secondEndMs == 0) {
            return;
        }
        if (timeMs - market.secondEndMs > GAP_MS) {
            leap(market, timeMs);
        }
        while (market.secondEndMs <= timeMs) {
            closeSecond(market, market.secondEndMs);
            market.secondEndMs += SECOND_MS;
        }
        advanceBars(market, timeMs, hours);
    }

    /** After a silence nothing is known of the time between: windows of seconds start over, and the bars being built are dropped
     * instead of filled up flat, so that bars of the feed may take the places of those that are missing. */
    private void leap(MarketContext market, long timeMs) {
        market.seconds.clear();
        market.tape.clearWindows();
        market.flow.reset();
        market.jumps.isKnown = false;
        market.session.rollTo(timeMs);
        market.secondEndMs = Math.floorDiv(timeMs, SECOND_MS) * SECOND_MS + SECOND_MS;
        market.minutes.abandon();
        market.hours.abandon();
        startBars(market, timeMs);
    }

    private void advanceBars(MarketContext market, long timeMs, HourSink hours) {
        if (!market.minutes.isBuilding || !market.hours.isBuilding) {
            startBars(market, timeMs);
        }
        while (market.minutes.isDue(timeMs)) {
            if (market.hasTouch) {
                market.minutes.quoteWithoutTrades(Math.round(market.midTicks()));
            }
            market.minutes.closeCurrent();
            minuteClosed(market);
            market.profile.locate();
        }
        while (market.hours.isDue(timeMs)) {
            if (market.hasTouch) {
                market.hours.quoteWithoutTrades(Math.round(market.midTicks()));
            }
            market.hours.closeCurrent();
            hourClosed(market, hours);
        }
    }

    private static long lastPrice(MarketContext market) {
        return market.tape.trades > 0 ? market.tape.lastTicks : Math.round(market.midTicks());
    }

    private void closeSecond(MarketContext market, long endMs) {
        market.tape.closeSecond(endMs);
        market.flow.closeSecond(endMs);
        market.seconds.close(market.midTicks(), market.tape.cumulativeVolumeDelta, endMs);
        market.session.rollTo(endMs);
        market.jumps.update(market.seconds);
        if (!market.hasTouch) {
            return;
        }
        market.spreadMoments.update(market.spreadBps(), endMs, SPREAD_MEAN_MS);
        market.depth.measure(market.book, scale);
        market.quality.measure(market, scale);
        market.percentiles.sample(market, endMs);
    }

    void minuteClosed(MarketContext market) {
        market.minute.update(market.minutes);
        if (JoinedBars.close(market.minutes, market.fiveMinutes)) {
            BarSeries bars = market.fiveMinutes;
            market.minuteOfDay.add(bars.lastCloseMs - bars.intervalMs, (double) bars.volume[bars.at(0)]);
            if (!bars.isContiguous()) {
                market.fiveMinuteRsi.clear();
            } else {
                market.fiveMinuteRsi.update((double) bars.close[bars.at(0)] - bars.close[bars.at(1)]);
            }
        }
        if (JoinedBars.close(market.minutes, market.halfHours)) {
            market.halfHour.update(market.halfHours);
        }
    }

    void hourClosed(MarketContext market, HourSink hours) {
        BarSeries series = market.hours;
        market.hour.update(series);
        JoinedBars.close(series, market.fourHours);
        if (series.lastCloseMs % (24 * series.intervalMs) == 0) {
            long lots = 0;
            for (int age = 0; age < 24 && series.has(age); age++) {
                lots += series.volume[series.at(age)];
            }
            market.vpin.day(series.joins(24) ? lots : 0);
        }
        hours.closed(series.lastCloseMs, series.close[series.at(0)]);
    }
}
