package io.nexus.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.cli.Main;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.Topics;
import io.nexus.domain.account.JobProgress;
import io.nexus.models.onnx.AggregatorGraph;
import io.nexus.testbed.broker.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar on a session cluster of processes: submitted, started, stopped with a savepoint, restored at another parallelism. */
final class ClusterITCase {
    private static final long LIMIT_MS = 120_000;

    @TempDir
    Path work;

    private final List<Process> running = new ArrayList<>();
    private final List<Path> outputs = new ArrayList<>();
    private EmbeddedKafka kafka;
    private Server database;
    private Path connections;
    private int restPort;

    @BeforeEach
    void startEverything() throws Exception {
        kafka = EmbeddedKafka.start(work.resolve("kafka"));
        database = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-ifNotExists", "-baseDir", folder("database"))
                .start();
        restPort = freePort();
        String venue = "http://127.0.0.1:" + freePort();
        connections = Files.writeString(
                work.resolve("connections.yaml"),
                """
                kafka: {bootstrap.servers: "%s"}
                exchange:
                  base-url: %s
                  key-file: keys/venue.key
                  instruments-file: instruments.json
                  accounts: {USDM: "SIM|USDM|main"}
                history: {url: "jdbc:h2:tcp://127.0.0.1:%d/./nexus"}
                feed: {keys-file: keys/feed.keys}
                flink: {rest-url: "http://127.0.0.1:%d"}
                models: {folder: mine}
                """
                        .formatted(kafka.bootstrapServers(), venue, database.getPort(), restPort));
        Path aggregator = work.resolve("mine/05_SIGNAL_AGGREGATION/ONNX Signal Aggregator.onnx");
        Files.createDirectories(aggregator.getParent());
        Files.write(aggregator, AggregatorGraph.bytes());
        assertThat(nexus("init", "--keys")).isZero();
        startCluster();
        await("the JobManager", this::isRestOpen);
        startProcess("gateway", "--data", folder("gateway"), "--instruments", "2", "--warm-up", "2s");
        await("the instruments", () -> Files.exists(work.resolve("instruments.json")));
        startProcess("venue", "--data", folder("venue"));
    }

    @AfterEach
    void stopEverything() throws InterruptedException {
        for (Process process : running) {
            process.destroyForcibly().waitFor();
        }
        database.stop();
        kafka.close();
    }

    @Test
    void theJarIsSubmittedStoppedWithASavepointAndRestoredAtAnotherParallelism() throws Exception {
        assertThat(nexus("submit", "--jar", JobJar.path().toString(), "--run-id", "test"))
                .isZero();
        long progressMs = awaitProgressAfter(0);

        assertThat(nexus("stop")).isZero();
        assertThat(nexus("restore", "--jar", JobJar.path().toString(), "-D", "parallelism.default=2"))
                .isZero();

        try (FlinkCluster flink = FlinkCluster.at("http://127.0.0.1:" + restPort)) {
            List<FlinkCluster.Job> jobs = flink.jobs("NEXUS");
            assertThat(jobs).extracting(FlinkCluster.Job::state).containsExactly("RUNNING", "FINISHED");
            assertThat(jobs.get(0).restoredFrom()).contains("savepoints/test/savepoint-");
            assertThat(flink.parameter(jobs.get(0).id(), "nexus.run-id")).isEqualTo("test");
            assertThat(flink.parameter(jobs.get(0).id(), "nexus.models"))
                    .isEqualTo(work.resolve("mine").toString());
            assertThat(work.resolve("mine/models.lock.json")).content().contains("ONNX Signal Aggregator.onnx");
        }
        awaitProgressAfter(progressMs + 2_000);
        assertThat(nexus("control", "HALT"))
                .as("the restored job takes control")
                .isZero();
        assertThat(nexus("submit", "--jar", JobJar.path().toString()))
                .as("a second job on the account is refused")
                .isEqualTo(1);
        assertThat(nexus("summary"))
                .as("the job, the trade history and the venue agree")
                .isZero();
        assertNoSecretIsSeen();
    }

    /** No key is in a log, a checkpoint, a savepoint, a page of the REST interface, an environment or an argument. */
    private void assertNoSecretIsSeen() throws Exception {
        List<String> secrets = secrets();
        Map<String, String> seen = new TreeMap<>();
        for (Process process : running) {
            for (String what : List.of("environ", "cmdline")) {
                Path file = Path.of("/proc", Long.toString(process.pid()), what);
                seen.put(file.toString(), Files.exists(file) ? text(file) : "");
            }
        }
        for (String page : pages()) {
            seen.put(page, get(page));
        }
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean isKept = file.startsWith(work.resolve("keys")) || file.startsWith(work.resolve("kafka"));
                if (!isKept) {
                    seen.put(file.toString(), text(file));
                }
            }
        }

        assertThat(secrets).hasSize(3).allMatch(secret -> secret.length() >= 16);
        assertThat(seen.keySet())
                .anyMatch(name -> name.contains("_metadata"))
                .anyMatch(name -> name.endsWith("taskmanager.out"))
                .anyMatch(name -> name.endsWith("/config"));
        seen.forEach((name, text) -> assertThat(secrets).as(name).noneMatch(text::contains));
    }

    private List<String> secrets() throws IOException {
        List<String> secrets = new ArrayList<>();
        for (String file : List.of("keys/feed.keys", "keys/venue.key")) {
            for (String line : Files.readAllLines(work.resolve(file))) {
                if (line.contains("=")) {
                    secrets.add(line.substring(line.indexOf('=') + 1).strip());
                }
            }
        }
        return secrets;
    }

    private List<String> pages() throws Exception {
        List<String> pages = new ArrayList<>(
                List.of("/overview", "/config", "/jobmanager/config", "/jobmanager/environment", "/taskmanagers"));
        try (FlinkCluster flink = FlinkCluster.at("http://127.0.0.1:" + restPort)) {
            for (FlinkCluster.Job job : flink.jobs("NEXUS")) {
                for (String page : List.of("", "/config", "/checkpoints", "/exceptions", "/plan")) {
                    pages.add("/jobs/" + job.id() + page);
                }
            }
        }
        return pages;
    }

    private String get(String page) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + page))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Bytes as they are, one character each. */
    private static String text(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) { // a checkpoint that was dropped meanwhile
            return "";
        }
    }

    private int nexus(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        Collections.addAll(all, "--connect", connections.toString());
        return Main.commandLine().execute(all.toArray(String[]::new));
    }

    private String folder(String name) {
        return work.resolve(name).toString();
    }

    private boolean isRestOpen() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), restPort)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void startCluster() throws IOException {
        Path conf = Files.createDirectories(work.resolve("conf"));
        Files.writeString(
                conf.resolve("config.yaml"),
                """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.rpc.port: %d
                jobmanager.bind-host: 127.0.0.1
                jobmanager.memory.process.size: 768m
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %d
                rest.bind-port: %d
                taskmanager.bind-host: 127.0.0.1
                taskmanager.host: 127.0.0.1
                taskmanager.numberOfTaskSlots: 2
                taskmanager.memory.flink.size: 512m
                taskmanager.memory.network.min: 64m
                taskmanager.memory.network.max: 64m
                taskmanager.memory.managed.size: 16m
                taskmanager.memory.framework.heap.size: 64m
                taskmanager.memory.framework.off-heap.size: 64m
                taskmanager.memory.task.off-heap.size: 32m
                taskmanager.memory.task.heap.size: 272m
                taskmanager.memory.jvm-metaspace.size: 256m
                taskmanager.memory.jvm-overhead.min: 192m
                taskmanager.memory.jvm-overhead.max: 192m
                taskmanager.cpu.cores: 2
                execution.buffer-timeout.interval: 0ms
                execution.checkpointing.interval: 2s
                execution.checkpointing.dir: %s
                execution.checkpointing.savepoint-dir: %s
                io.tmp.dirs: %s
                """
                        .formatted(
                                freePort(),
                                restPort,
                                restPort,
                                work.resolve("checkpoints").toUri(),
                                work.resolve("savepoints").toUri(),
                                Files.createDirectories(work.resolve("tmp"))));
        java(
                "jobmanager",
                flinkClassPath(),
                List.of("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"),
                "--configDir",
                conf.toString());
        java(
                "taskmanager",
                flinkClassPath(),
                List.of("org.apache.flink.runtime.taskexecutor.TaskManagerRunner"),
                "--configDir",
                conf.toString());
    }

    private void startProcess(String command, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(command));
        Collections.addAll(all, arguments);
        Collections.addAll(all, "--connect", connections.toString());
        java(command, System.getProperty("java.class.path"), List.of(Main.class.getName()), all.toArray(String[]::new));
    }

    private void java(String name, String classPath, List<String> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + opens()));
        Collections.addAll(command, "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath);
        command.addAll(main);
        Collections.addAll(command, arguments);
        Path output = work.resolve(name + ".out");
        outputs.add(output);
        running.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
    }

    private static Path opens() {
        return Stream.of("../flink-conf", "flink-conf")
                .map(folder -> Path.of(folder, "jdk17-opens.txt"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    /** What a cluster has in its lib folder: Flink and what it needs, nothing of ours and no connector. */
    private static String flinkClassPath() {
        List<String> others =
                List.of("/io/nexus/", "/org/apache/kafka/", "/picocli/", "/h2/", "/postgresql/", "flink-connector-");
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(entry -> entry.endsWith(".jar") && others.stream().noneMatch(entry::contains))
                .filter(entry -> !entry.contains("/target/nexus-"))
                .collect(Collectors.joining(":"));
    }

    private long awaitProgressAfter(long feedTimeMs) throws Exception {
        AtomicLong newest = new AtomicLong();
        await("progress behind " + feedTimeMs, () -> {
            try (TopicReader reader = new TopicReader(kafka.client())) {
                reader.readLast(new TopicPartition(Topics.PROGRESS, 0), record -> {
                    try {
                        newest.set(RecordJson.read(record.value(), JobProgress.class)
                                .feedTimeMs());
                    } catch (IOException e) {
                        throw new AssertionError(new String(record.value(), StandardCharsets.UTF_8), e);
                    }
                });
            }
            return newest.get() > feedTimeMs;
        });
        return newest.get();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(String what, Condition condition) throws Exception {
        long limitMs = System.currentTimeMillis() + LIMIT_MS;
        while (!condition.holds()) {
            assertThat(System.currentTimeMillis()).as(what).isLessThan(limitMs);
            for (int i = 0; i < running.size(); i++) {
                assertThat(running.get(i).isAlive())
                        .as(outputs.get(i) + ": " + text(outputs.get(i)))
                        .isTrue();
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
