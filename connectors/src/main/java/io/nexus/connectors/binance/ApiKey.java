package io.nexus.connectors.binance;

import io.nexus.connectors.secret.SecretFile;
import io.nexus.domain.check.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A key of an exchange account and its secret, read from a file of two lines, {@code apiKey=...} and {@code secret=...}.
 * Its text never shows the secret.
 *
 * @param apiKey sent with every request
 * @param secret signs them; never logged */
public record ApiKey(String apiKey, String secret) {
    private static final int RANDOM_BYTES = 32;
    private static final String API_KEY = "apiKey";
    private static final String SECRET = "secret";

    public ApiKey {
        Check.notBlank("apiKey", apiKey);
        Check.notBlank("secret", secret);
    }

    /** Reads a key file.
     *
     * @throws UncheckedIOException if it can't be read
     * @throws IllegalArgumentException if one of the two lines is missing or given twice, or there is another one; the text
     *     names file and line, not their content */
    public static ApiKey read(Path file) {
        Map<String, String> valueByName = new HashMap<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : line.substring(0, equals).strip();
            if (!name.equals(API_KEY) && !name.equals(SECRET)) {
                throw new IllegalArgumentException(
                        "key file " + file + " line " + (i + 1) + ": expected apiKey=... or secret=...");
            }
            if (valueByName.put(name, line.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException(
                        "key file " + file + " line " + (i + 1) + ": " + name + " is given twice");
            }
        }
        String apiKey = valueByName.getOrDefault(API_KEY, "");
        String secret = valueByName.getOrDefault(SECRET, "");
        if (apiKey.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("key file " + file + " must have the lines apiKey=... and secret=...");
        }
        return new ApiKey(apiKey, secret);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("key file " + file + " is no text in UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read key file " + file, e);
        }
    }

    /** Reads a key file; if there is none, a random key is written first, readable by its owner only. For simulated
     * exchanges, which accept the key of their own file. */
    public static ApiKey readOrCreate(Path file) {
        if (!Files.exists(file)) {
            SecureRandom random = new SecureRandom();
            String content = "apiKey=" + randomHex(random) + "\nsecret=" + randomHex(random) + "\n";
            try {
                Path parent = file.toAbsolutePath().getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                SecretFile.replace(file, content.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("can't write key file " + file, e);
            }
        }
        return read(file);
    }

    private static String randomHex(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "ApiKey[" + apiKey.substring(0, Math.min(4, apiKey.length())) + "...]";
    }
}
