package io.nexus.cli.process;

import io.nexus.connectors.secret.PrivateDirectory;
import io.nexus.testbed.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;

/** One Kafka broker as a process of its own, on loopback. Thread-safe. */
public final class BrokerProcess implements AutoCloseable {
    private final Services services = new Services();
    private final String notice;
    private final EmbeddedKafka kafka;

    /** Starts a broker.
     *
     * @param port on loopback, 1 to 65535
     * @throws IOException if the port is taken, or the directory is in use or holds something else */
    public static BrokerProcess start(Path directory, int port) throws IOException {
        return new BrokerProcess(directory, port);
    }

    @SuppressWarnings("NullAway.Init") // a failing start closes what it has opened and leaves by the exception
    private BrokerProcess(Path directory, int port) throws IOException {
        try {
            notice = PrivateDirectory.open(directory, "broker.lock");
            services.opened(DirectoryLock.hold(
                    directory.resolve("broker.lock"), "directory " + directory + " is in use by another broker"));
            kafka = services.opened(EmbeddedKafka.start(directory.resolve("kafka"), port));
        } catch (IOException | RuntimeException e) { // whatever it was: close what is open and pass it on
            services.close();
            throw e;
        }
    }

    /** What was done to the permissions of its directory, for people; empty if nothing. */
    public String notice() {
        return notice;
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void close() {
        services.close();
    }
}
