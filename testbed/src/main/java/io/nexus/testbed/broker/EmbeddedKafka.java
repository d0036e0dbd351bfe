package io.nexus.testbed.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One Kafka broker (KRaft) in this process, on loopback, with its log in a directory that survives it. */
public final class EmbeddedKafka implements AutoCloseable {
    /** Always the same, so that a directory formatted by an earlier process is recognised. */
    private static final String CLUSTER_ID = new Uuid(0x6e65787573L, 1).toString();

    /** Feed time may be ahead of the wall clock by as much as it likes. */
    private static final String ANY_AHEAD_MS = Long.toString(Long.MAX_VALUE);

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts a broker on a free port; formats the directory on first use.
     *
     * @throws IOException if the directory can't be written or holds something else */
    public static EmbeddedKafka start(Path directory) throws IOException {
        return start(directory, freePort());
    }

    /** The same on a port of the caller's choice.
     *
     * @param port on loopback, 1 to 65535
     * @throws IOException if the port is taken, or the directory can't be written or holds something else */
    public static EmbeddedKafka start(Path directory, int port) throws IOException {
        return start(directory, port, freePort());
    }

    static EmbeddedKafka start(Path directory, int port, int controllerPort) throws IOException {
        requireFree(port);
        Files.createDirectories(directory);
        sayWhyBeforeHalting(directory);
        format(directory);
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(properties(directory, port, controllerPort)), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, "127.0.0.1:" + port);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Properties of a client of this broker. */
    public Properties client() {
        Properties client = new Properties();
        client.put("bootstrap.servers", bootstrapServers);
        return client;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path directory) throws IOException {
        Formatter formatter = new Formatter();
        formatter.setClusterId(CLUSTER_ID);
        formatter.setNodeId(1);
        formatter.addDirectory(directory.toString());
        formatter.setMetadataLogDirectory(directory.toString());
        formatter.setControllerListenerName("CONTROLLER");
        formatter.setIgnoreFormatted(true);
        formatter.setReleaseVersion(MetadataVersion.latestProduction());
        formatter.setFeatureLevel("kraft.version", (short) 0);
        formatter.setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            formatter.run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // the formatter declares no narrower type
            throw new IOException("no Kafka log can be kept in " + directory, e);
        }
    }

    private static Properties properties(Path directory, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "controller.quorum.voters",
                "1@127.0.0.1:" + controllerPort,
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names",
                "CONTROLLER",
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs",
                directory.toString()));
        properties.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                "auto.create.topics.enable", "false",
                "log.cleaner.dedupe.buffer.size", "8388608",
                "num.network.threads", "1",
                "num.io.threads", "2",
                "share.coordinator.state.topic.replication.factor", "1"));
        // The broker starts and stops at its heartbeats to the controller beside it, by default every 2 s.
        properties.put("broker.heartbeat.interval.ms", "200");
        properties.put("log.message.timestamp.after.max.ms", ANY_AHEAD_MS);
        return properties;
    }

    /** A broker that can't write halts the whole process at once; whoever started it should learn why. */
    private static void sayWhyBeforeHalting(Path directory) {
        Exit.setHaltProcedure((code, message) -> {
            System.err.println("nexus: Kafka can't go on in " + directory + ", and the process ends: "
                    + (message == null ? "its files can't be written" : message) + "; "
                    + (directory.toFile().getUsableSpace() >> 20)
                    + " MB are free there. Make room, or mend the disk, and start again: what was written stays");
            Runtime.getRuntime().halt(code);
        });
    }

    private static void requireFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new IOException("port " + port + " of 127.0.0.1 is taken", e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
