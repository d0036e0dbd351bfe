package io.nexus.models.xgboost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;

/** JSON as XGBoost writes it: plain, but for NaN and Infinity. */
final class JsonTokens implements Tokens {
    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_NUMBER = 100;

    /** Digits of a whole number that a double holds exactly. */
    private static final int EXACT_DIGITS = 15;

    private final JsonParser parser;
    private final int length;
    private String text = "";
    private double number;

    JsonTokens(byte[] content, Limits limits) throws RefusedException {
        this.length = content.length;
        try {
            this.parser = JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(limits.depth())
                            .maxStringLength(MAX_TEXT)
                            .maxNameLength(MAX_TEXT)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .build()
                    .createParser(content);
        } catch (IOException e) {
            throw Refusals.broken("the JSON cannot be read: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public Token next() throws RefusedException {
        try {
            JsonToken token = parser.nextToken();
            return token == null ? Token.END : of(token);
        } catch (StreamConstraintsException e) {
            throw Refusals.tooLarge(
                    "the JSON is nested too deep or has too long a text or number near byte " + place());
        } catch (IOException e) {
            long place = parser.currentLocation().getByteOffset();
            boolean isAtEnd = place < 0 || place >= length;
            throw Refusals.broken(
                    isAtEnd
                            ? "the JSON is cut short: it ends at byte " + length + " inside a value"
                            : "the JSON is damaged near byte " + place);
        }
    }

    private Token of(JsonToken token) throws IOException, RefusedException {
        return switch (token) {
            case START_OBJECT -> Token.OBJECT;
            case END_OBJECT -> Token.OBJECT_END;
            case START_ARRAY -> Token.ARRAY;
            case END_ARRAY -> Token.ARRAY_END;
            case FIELD_NAME -> {
                text = parser.currentName();
                yield Token.KEY;
            }
            case VALUE_STRING -> {
                text = parser.getText();
                yield Token.TEXT;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                number = parse(parser.getText());
                yield Token.NUMBER;
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                number = token == JsonToken.VALUE_TRUE ? 1 : 0;
                yield Token.NUMBER;
            }
            default -> Token.NOTHING;
        };
    }

    private double parse(String digits) throws RefusedException {
        try {
            boolean isWhole =
                    digits.length() <= EXACT_DIGITS && digits.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9');
            return isWhole ? Long.parseLong(digits) : Float.parseFloat(digits);
        } catch (NumberFormatException e) {
            throw Refusals.broken("the JSON has a number that is none near byte " + place());
        }
    }

    private long place() {
        return Math.max(parser.currentLocation().getByteOffset(), 0);
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public double number() {
        return number;
    }
}
