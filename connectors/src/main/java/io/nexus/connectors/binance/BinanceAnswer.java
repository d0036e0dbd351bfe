package io.nexus.connectors.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.domain.port.ExchangeException;
import org.jspecify.annotations.Nullable;

/** What came back of a request: exactly one of the three is set.
 *
 * @param body of a 2xx answer
 * @param error of any other answer
 * @param failure why there is no answer: timeout, broken connection */
record BinanceAnswer(@Nullable JsonNode body, @Nullable BinanceError error, @Nullable String failure) {
    static BinanceAnswer of(JsonNode body) {
        return new BinanceAnswer(body, null, null);
    }

    static BinanceAnswer of(BinanceError error) {
        return new BinanceAnswer(null, error, null);
    }

    static BinanceAnswer failed(String failure) {
        return new BinanceAnswer(null, null, failure);
    }

    /** Why it is not known whether the request was executed; null if it is known. */
    @Nullable
    String doubt() {
        if (failure != null) {
            return failure;
        }
        return error != null && error.isDoubtful() ? error.text() : null;
    }

    /** The body of a 2xx answer.
     *
     * @throws ExchangeException otherwise; its kind tells an unknown order, a doubt and a refusal apart */
    JsonNode orThrow(String what) {
        if (body != null) {
            return body;
        }
        String doubt = doubt();
        if (doubt != null) {
            throw new ExchangeException(ExchangeException.Kind.UNKNOWN, what + ": " + doubt);
        }
        if (error == null) {
            throw new IllegalStateException(what + ": an answer without body, error and failure");
        }
        throw new ExchangeException(
                error.isNoSuchOrder() ? ExchangeException.Kind.NOT_FOUND : ExchangeException.Kind.REFUSED,
                what + ": " + error.text());
    }
}
