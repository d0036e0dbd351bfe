package io.nexus.testbed.venue;

import com.sun.net.httpserver.HttpExchange;
import io.nexus.domain.instrument.Market;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as it came: route, parameters of query and body, and the text its signature covers.
 *
 * @param signedPayload query and body, concatenated, without the signature */
record ApiRequest(
        String method, String path, Map<String, String> parameters, String signedPayload, @Nullable String apiKey) {

    private static final int MAX_BODY_BYTES = 64 * 1024;

    static ApiRequest of(HttpExchange exchange) throws IOException, VenueRejection {
        String rawQuery = exchange.getRequestURI().getRawQuery();
        String query = rawQuery == null ? "" : rawQuery;
        String body = new String(exchange.getRequestBody().readNBytes(MAX_BODY_BYTES), StandardCharsets.UTF_8);
        Map<String, String> parameters = new LinkedHashMap<>();
        parse(query, parameters);
        parse(body, parameters);
        return new ApiRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                parameters,
                withoutSignature(query) + withoutSignature(body),
                exchange.getRequestHeaders().getFirst("X-MBX-APIKEY"));
    }

    Market market() {
        return path.startsWith("/api/") ? Market.SPOT : Market.USDM;
    }

    @Nullable
    String find(String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    String get(String name) throws VenueRejection {
        String value = find(name);
        if (value == null) {
            throw VenueRejection.missing(name);
        }
        return value;
    }

    String get(String name, String otherwise) {
        String value = find(name);
        return value == null ? otherwise : value;
    }

    long number(String name, long otherwise) throws VenueRejection {
        String value = find(name);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw illegal(name);
        }
    }

    BigDecimal decimal(String name) throws VenueRejection {
        String value = get(name);
        // an exponent would let a short text make a huge number
        if (!value.matches("[0-9]{1,20}(\\.[0-9]{1,20})?")) {
            throw illegal(name);
        }
        return new BigDecimal(value);
    }

    <E extends Enum<E>> E option(String name, Class<E> type, int code) throws VenueRejection {
        try {
            return Enum.valueOf(type, get(name));
        } catch (IllegalArgumentException e) {
            throw VenueRejection.of(code, "Invalid " + name + ".");
        }
    }

    private static VenueRejection illegal(String name) {
        return VenueRejection.of(-1100, "Illegal characters found in parameter '" + name + "'.");
    }

    private static void parse(String form, Map<String, String> parameters) throws VenueRejection {
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    parameters.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    throw illegal(pair.substring(0, equals));
                }
            }
        }
    }

    private static String withoutSignature(String form) {
        return form.replaceAll("(^|&)signature=[^&]*", "");
    }
}
