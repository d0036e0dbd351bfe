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

    private Token of(JsonToken token) throws IOException {
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
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> Token.NUMBER;
            default -> Token.NOTHING;
        };
    }

    private long place() {
        return Math.max(parser.currentLocation().getByteOffset(), 0);
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public double number() throws RefusedException {
        try {
            return switch (parser.currentToken()) {
                case VALUE_TRUE -> 1;
                case VALUE_FALSE -> 0;
                case VALUE_NUMBER_INT -> parser.getTextLength() <= EXACT_DIGITS
                        ? parser.getLongValue()
                        : Float.parseFloat(parser.getText());
                default -> Float.parseFloat(parser.getText());
            };
        } catch (IOException | NumberFormatException e) {
            throw Refusals.broken("the JSON has a number that is none near byte " + place());
        }
    }
}
