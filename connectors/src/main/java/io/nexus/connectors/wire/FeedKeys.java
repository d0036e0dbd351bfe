package io.nexus.connectors.wire;

import io.nexus.connectors.secret.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one or two keys of the feed that are valid at once, so that they can be rotated; the first one signs. Read from a file
 * of {@code keyId=secret} lines, the secret in hex or base64; blank lines and lines from {@code #} on are skipped. */
public final class FeedKeys {
    /** Shorter secrets are refused. */
    public static final int MIN_SECRET_BYTES = 16;

    private static final Logger LOG = LoggerFactory.getLogger(FeedKeys.class);
    private static final int MAX_KEYS = 2;
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2})+");

    private final Map<String, byte[]> secretById;

    private FeedKeys(Map<String, byte[]> secretById) {
        this.secretById = secretById;
    }

    /** Keys of a file. Warns if others than its owner may read it.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException naming file and line, never a secret, if a line is not as told above, an id stands
     *     twice, or there are none or more than two keys */
    public static FeedKeys load(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
            warnIfOthersMayRead(file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": is no text in UTF-8; expected keyId=secret lines", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the feed keys of " + file, e);
        }
        Map<String, byte[]> secretById = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(secretById, line, file + " line " + (i + 1));
            }
        }
        if (secretById.isEmpty() || secretById.size() > MAX_KEYS) {
            throw new IllegalArgumentException(file + ": one or two keys must be given, were " + secretById.size());
        }
        return new FeedKeys(secretById);
    }

    /** Writes a new random key to a file that only its owner may read, and loads it.
     *
     * @throws UncheckedIOException if the file exists or cannot be written */
    public static FeedKeys create(Path file, String keyId) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        try {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            String line = keyId + '=' + HexFormat.of().formatHex(secret) + '\n';
            SecretFile.replace(file, line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write feed keys to " + file, e);
        }
        return load(file);
    }

    /** Id of the key that signs. */
    public String signingKeyId() {
        return secretById.keySet().iterator().next();
    }

    /** A fresh HMAC for each valid key. */
    Map<String, MessageMac> macs() {
        Map<String, MessageMac> macById = new LinkedHashMap<>();
        secretById.forEach((id, secret) -> macById.put(id, new MessageMac(id, secret)));
        return macById;
    }

    @Override
    public String toString() {
        return "FeedKeys" + secretById.keySet();
    }

    private static void add(Map<String, byte[]> secretById, String line, String where) {
        int equals = line.indexOf('=');
        String id = equals < 0 ? "" : line.substring(0, equals).strip();
        if (!KEY_ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    where + ": expected keyId=secret, the id of 1 to 64 of A-Z a-z 0-9 _ . -");
        }
        byte[] secret = secret(line.substring(equals + 1).strip(), where);
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(where + ": secret of key " + id + " must have at least "
                    + MIN_SECRET_BYTES + " bytes, has " + secret.length);
        }
        if (secretById.put(id, Arrays.copyOf(secret, secret.length)) != null) {
            throw new IllegalArgumentException(where + ": key id " + id + " stands twice");
        }
    }

    private static byte[] secret(String text, String where) {
        if (HEX.matcher(text).matches()) {
            return HexFormat.of().parseHex(text);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw notDecodable(where);
        }
    }

    /** Without the cause: its text shows a character of the secret. */
    private static IllegalArgumentException notDecodable(String where) {
        return new IllegalArgumentException(where + ": the secret is neither hex nor base64");
    }

    private static void warnIfOthersMayRead(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.contains(PosixFilePermission.OTHERS_READ)
                || permissions.contains(PosixFilePermission.GROUP_READ)) {
            LOG.warn("{} holds secrets and can be read by others than its owner: chmod 600 it", file);
        }
    }
}
