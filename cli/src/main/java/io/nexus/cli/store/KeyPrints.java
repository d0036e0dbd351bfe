package io.nexus.cli.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Digests of keys, so that it is known whether a key is still the same and nobody learns it. */
final class KeyPrints {
    private static final String FEED_KEYS = "feed.keys";
    private static final int BYTES = 8;

    private KeyPrints() {}

    /** Digests of the lines of each file in a folder, by file name; comments and blank lines are left out. */
    static Map<String, List<String>> of(Path folder) throws IOException {
        Map<String, List<String>> prints = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return prints;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().endsWith(".next")) {
                    prints.put(file.getFileName().toString(), lines(file));
                }
            }
        }
        return prints;
    }

    /** Whether the keys that a run signed with are still there. */
    static StoreVerdict decide(StoreFacts facts) {
        Map<String, List<String>> needed = needed(facts);
        for (var file : needed.entrySet()) {
            List<String> found = facts.keyPrints().get(file.getKey());
            String path = Store.KEYS.in(facts.root()).resolve(file.getKey()).toString();
            if (found == null) {
                return StoreDecision.refused(
                        Store.KEYS, path + " is gone: what is in the topics can't be checked without it");
            }
            if (!found.containsAll(file.getValue())) {
                return StoreDecision.refused(
                        Store.KEYS,
                        path + " no longer holds the key that this run signed with; a new key goes before the old one,"
                                + " not in its place");
            }
        }
        return StoreDecision.resumed(Store.KEYS, StoreDecision.count(needed.size(), "key file"));
    }

    /** By file. A second key of the feed is for rotation and may go. */
    private static Map<String, List<String>> needed(StoreFacts facts) {
        StoreLedger ledger = facts.ledger();
        if (ledger == null) {
            return facts.wasStarted() ? Map.of(FEED_KEYS, List.of()) : Map.of();
        }
        Map<String, List<String>> needed = new TreeMap<>(ledger.keyPrints());
        needed.computeIfPresent(FEED_KEYS, (file, prints) -> prints.subList(0, Math.min(1, prints.size())));
        return needed;
    }

    private static List<String> lines(Path file) throws IOException {
        List<String> prints = new ArrayList<>();
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String line : text.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                prints.add(digest(line));
            }
        }
        return prints;
    }

    private static String digest(String line) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
