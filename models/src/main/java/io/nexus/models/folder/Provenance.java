package io.nexus.models.folder;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What its owner says of a model in {@code FILE.provenance.json} beside it; everything may be left out.
 *
 * @param version by which decisions name it; empty = the first characters of its SHA-256
 * @param trainedOn what data; {@code simulated} never serves a live account
 * @param kind {@code trained}, {@code baseline} or {@code closed-form}; empty if not said
 * @param note for people */
public record Provenance(String version, String trainedOn, String kind, String note) implements Serializable {
    static final String SUFFIX = ".provenance.json";

    private static final String SIMULATED = "simulated";
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{0,32}");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Nothing is said; below the pattern that it is checked by. */
    public static final Provenance NONE = new Provenance("", "", "", "");

    public Provenance(
            @JsonProperty("version") @Nullable String version,
            @JsonProperty("trainedOn") @Nullable String trainedOn,
            @JsonProperty("kind") @Nullable String kind,
            @JsonProperty("note") @Nullable String note) {
        this.version = Objects.requireNonNullElse(version, "");
        this.trainedOn = Objects.requireNonNullElse(trainedOn, "");
        this.kind = Objects.requireNonNullElse(kind, "");
        this.note = Objects.requireNonNullElse(note, "");
        if (!VERSION.matcher(this.version).matches()) {
            throw new IllegalArgumentException(
                    "version has at most 32 letters, digits, dots, dashes and underscores, was " + version);
        }
    }

    public boolean isSimulated() {
        return trainedOn.equalsIgnoreCase(SIMULATED);
    }

    /** Content of the file beside a model.
     *
     * @param name of that file
     * @throws RefusedException if it is none: the model might be one that must not serve an account */
    static Provenance read(String name, byte[] content) throws RefusedException {
        try {
            return Objects.requireNonNullElse(JSON.readValue(content, Provenance.class), NONE);
        } catch (JsonProcessingException e) {
            throw unreadable(name, e.getOriginalMessage());
        } catch (IOException e) {
            throw unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    private static RefusedException unreadable(String name, String why) {
        return new RefusedException(
                Refusal.INCONSISTENT,
                "the file beside it is unreadable: " + name + ": " + why,
                "mend " + name + " or remove it; it may say version, trainedOn, kind and note");
    }
}
