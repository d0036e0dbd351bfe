package io.nexus.domain.market;

/** A scheduled event: funding, expiry, or one of the user's calendar.
 *
 * @param name the event's name
 * @param atMs when it happens, feed time */
public record CalendarEvent(String name, long atMs) {}
