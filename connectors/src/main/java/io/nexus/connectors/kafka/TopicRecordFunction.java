package io.nexus.connectors.kafka;

import org.apache.flink.api.common.functions.MapFunction;

/** Serialises domain records for one topic. */
public final class TopicRecordFunction<T> implements MapFunction<T, TopicRecord> {
    private static final long serialVersionUID = 1;

    private final String topic;
    private final JsonSerializer.Key<T> key;

    public TopicRecordFunction(String topic, JsonSerializer.Key<T> key) {
        this.topic = topic;
        this.key = key;
    }

    /** @throws IllegalArgumentException if the record can't be written as JSON */
    @Override
    public TopicRecord map(T record) {
        return TopicRecord.of(topic, key.apply(record), record);
    }
}
