package io.nexus.testbed.venue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A line of the journal: an event and a seal, which is the checksum of the seal before and of the event. So a line that was
 * changed, removed, added or moved is found at once.
 *
 * @param json of the event
 * @param seal that the line has; null if it is older than the seals
 * @param bytes of the line with its end
 * @param end of the journal with it */
record SealedLine(String json, @Nullable String seal, byte[] bytes, JournalMark end) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern SEALED = Pattern.compile("(.*),\"seal\":\"([0-9a-f]{8})\"}", Pattern.DOTALL);

    /** The line for an event, to be written where a journal ends. */
    static SealedLine of(JournalEvent event, JournalMark before) {
        try {
            String json = JSON.writeValueAsString(event);
            String seal = seal(before, json);
            String text = json.substring(0, json.length() - 1) + ",\"seal\":\"" + seal + "\"}\n";
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new SealedLine(json, seal, bytes, new JournalMark(before.bytes() + bytes.length, seal));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON of " + event, e);
        }
    }

    /** A line that was read, without its end. */
    static SealedLine read(byte[] line, JournalMark before) {
        String text = new String(line, StandardCharsets.UTF_8);
        Matcher sealed = SEALED.matcher(text);
        boolean isSealed = sealed.matches();
        String json = isSealed ? sealed.group(1) + '}' : text;
        JournalMark end = new JournalMark(before.bytes() + line.length + 1, seal(before, json));
        return new SealedLine(json, isSealed ? sealed.group(2) : null, line, end);
    }

    /** Whether it is what was written there. */
    boolean isWhole() {
        return seal == null || seal.equals(end.seal());
    }

    JournalEvent event() throws JsonProcessingException {
        return JSON.readValue(json, JournalEvent.class);
    }

    private static String seal(JournalMark before, String json) {
        CRC32C checksum = new CRC32C();
        checksum.update(before.seal().getBytes(StandardCharsets.US_ASCII));
        checksum.update(json.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }
}
