package io.nexus.cli.process;

import io.nexus.connectors.binance.ApiKey;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.wire.FeedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The key files that connections name. They are their owner's: nothing is made but on demand, nothing is replaced. */
public final class KeyFiles {
    private static final String FEED_KEY_ID = "feed-1";

    private KeyFiles() {}

    /** Makes the key files that do not exist, with random keys that only their owner may read: those of the feed, and that of
     * the exchange if it is one on this machine, which is a simulated one.
     *
     * @return the files made
     * @throws IOException if a folder can't be made */
    public static List<Path> create(Connections connections) throws IOException {
        List<Path> created = new ArrayList<>();
        Path feed = Path.of(
                Connections.required("feed.keys-file", connections.feed().keysFile()));
        if (!Files.exists(feed)) {
            createFolder(feed);
            FeedKeys.create(feed, FEED_KEY_ID);
            created.add(feed);
        }
        String exchange = connections.exchange().keyFile();
        boolean isSimulated = VenueAddress.isLoopback(connections.exchange().baseUrl());
        if (isSimulated && !exchange.isBlank() && !Files.exists(Path.of(exchange))) {
            ApiKey.readOrCreate(Path.of(exchange));
            created.add(Path.of(exchange));
        }
        return created;
    }

    /** The file of the feed's keys.
     *
     * @throws IOException naming the way out if there is none */
    public static Path feed(Connections connections) throws IOException {
        return present("feed.keys-file", connections.feed().keysFile());
    }

    /** The file of the exchange's key.
     *
     * @throws IOException naming the way out if there is none */
    static Path exchange(Connections connections) throws IOException {
        return present("exchange.key-file", connections.exchange().keyFile());
    }

    private static Path present(String key, String name) throws IOException {
        Path file = Path.of(Connections.required(key, name));
        if (!Files.exists(file)) {
            throw new IOException("there is no file " + file + ", which connections name as " + key
                    + "; put yours there, or make one: nexus init --connect FILE --keys");
        }
        return file;
    }

    private static void createFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }
}
