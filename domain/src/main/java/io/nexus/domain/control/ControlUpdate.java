package io.nexus.domain.control;

import org.jspecify.annotations.Nullable;

/** What the job hears of the control topic, in the order of the topic.
 *
 * @param message accepted and with its version; null if there was nothing to obey
 * @param isTopicRead whether everything that was on the topic when this execution attempt began has been read */
public record ControlUpdate(@Nullable ControlMessage message, boolean isTopicRead) {}
