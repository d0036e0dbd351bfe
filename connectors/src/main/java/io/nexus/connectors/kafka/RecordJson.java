package io.nexus.connectors.kafka;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON of domain records: components by name, money in plain decimals, nulls left out. Fields that a newer writer added are
 * ignored, fields that an older one lacked are null or zero. Thread-safe. */
public final class RecordJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private RecordJson() {}

    /** UTF-8 JSON of a record.
     *
     * @throws IllegalArgumentException if the record can't be written */
    public static byte[] write(Object record) {
        try {
            return MAPPER.writeValueAsBytes(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON of " + record.getClass().getName(), e);
        }
    }

    /** The record of some JSON.
     *
     * @throws IOException if it is no JSON of that type, or null; the text says where */
    public static <T> T read(byte[] json, Class<T> type) throws IOException {
        T read = MAPPER.readValue(json, type);
        if (read == null) {
            throw new IOException("expected a " + type.getSimpleName() + ", was null");
        }
        return read;
    }

    /** JSON of a record as text. */
    public static String text(Object record) {
        return new String(write(record), StandardCharsets.UTF_8);
    }
}
