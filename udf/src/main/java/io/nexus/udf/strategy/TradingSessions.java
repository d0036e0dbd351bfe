package io.nexus.udf.strategy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times of day at which the activity of a market that never closes begins anew, each in the zone of the people who come: so
 * daylight saving moves them as it moves those people. */
final class TradingSessions {
    private static final int DAYS_OF_A_WEEK = 7;
    private static final int MON_TO_FRI = 5;

    private final List<Opening> openings = new ArrayList<>();

    /** One daily or weekly opening. */
    private record Opening(ZoneId zone, LocalTime time, Days days, @Nullable DayOfWeek day) {
        boolean isOn(LocalDate date) {
            return switch (days) {
                case DAILY -> true;
                case WEEKDAYS -> date.getDayOfWeek().getValue() <= MON_TO_FRI;
                case ONE -> date.getDayOfWeek() == day;
            };
        }

        long startMs(LocalDate date) {
            return ZonedDateTime.of(date, time, zone).toInstant().toEpochMilli();
        }
    }

    private enum Days {
        DAILY,
        WEEKDAYS,
        ONE
    }

    /** Sessions of a text like {@code "UTC 00:00 daily, America/New_York 09:30 weekdays, America/Chicago 17:00 sunday"}.
     *
     * @throws IllegalArgumentException if it is none; the text names the part */
    TradingSessions(String text) {
        for (String part : text.split(",", -1)) {
            String[] words = part.trim().split("\\s+", -1);
            try {
                if (words.length != 3) {
                    throw new IllegalArgumentException("wants a zone, a time and days");
                }
                openings.add(opening(words[0], words[1], words[2].toUpperCase(Locale.ROOT)));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new IllegalArgumentException("no session: \"" + part.trim() + "\": " + e.getMessage(), e);
            }
        }
    }

    private static Opening opening(String zone, String time, String days) {
        boolean isNamedDay = !days.equals("DAILY") && !days.equals("WEEKDAYS");
        return new Opening(
                ZoneId.of(zone),
                LocalTime.parse(time),
                isNamedDay ? Days.ONE : Days.valueOf(days),
                isNamedDay ? DayOfWeek.valueOf(days) : null);
    }

    /** When the session that goes on at a time began, in ms: the newest opening not after it. */
    long startOf(long timeMs) {
        long newest = Long.MIN_VALUE;
        for (Opening opening : openings) {
            ZonedDateTime now = Instant.ofEpochMilli(timeMs).atZone(opening.zone());
            for (int back = 0; back <= DAYS_OF_A_WEEK; back++) {
                LocalDate date = now.toLocalDate().minusDays(back);
                long startMs = opening.startMs(date);
                if (startMs <= timeMs && opening.isOn(date)) {
                    newest = Math.max(newest, startMs);
                    break;
                }
            }
        }
        return newest;
    }

    /** When the next session after a time begins, in ms. */
    long nextAfter(long timeMs) {
        long next = Long.MAX_VALUE;
        for (Opening opening : openings) {
            LocalDate today =
                    Instant.ofEpochMilli(timeMs).atZone(opening.zone()).toLocalDate();
            for (int ahead = 0; ahead <= DAYS_OF_A_WEEK; ahead++) {
                LocalDate date = today.plusDays(ahead);
                long startMs = opening.startMs(date);
                if (startMs > timeMs && opening.isOn(date)) {
                    next = Math.min(next, startMs);
                    break;
                }
            }
        }
        return next;
    }
}
