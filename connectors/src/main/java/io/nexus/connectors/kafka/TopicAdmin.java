package io.nexus.connectors.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics and checks those that exist. Every call ends within seconds, also when no broker answers. */
public final class TopicAdmin implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;
    private static final long LIST_EVERY_MS = 50;
    private static final String TIMEOUT = "default.api.timeout.ms";
    private static final String BOOTSTRAP = "bootstrap.servers";
    /** Settings that decide what is kept; the others may differ from ours. */
    private static final Set<String> COMPARED = Set.of("cleanup.policy", "retention.ms", "retention.bytes");

    private final Admin admin;
    private final String brokers;
    private final int timeoutMs;

    /** What came of {@link #create}.
     *
     * @param created topics that were missing, in the order asked for
     * @param present topics that existed in the shape asked for, which were left as they are */
    public record Report(List<String> created, List<String> present) {}

    /** A setting of an existing topic that is not as it must be.
     *
     * @param setting a topic setting, {@code partitions} or {@code replication} */
    public record Difference(String topic, String setting, String wanted, String found) {
        @Override
        public String toString() {
            return topic + ": " + setting + " must be " + wanted + ", is " + found;
        }
    }

    /** Connects to a cluster.
     *
     * @param client bootstrap servers and, where needed, security settings
     * @throws IOException if the properties are none that Kafka takes, or no broker's name can be resolved */
    public static TopicAdmin open(Properties client) throws IOException {
        Properties settings = new Properties();
        settings.putAll(client);
        int timeoutMs = timeoutMs(client);
        settings.putIfAbsent(TIMEOUT, Integer.toString(timeoutMs));
        settings.put("request.timeout.ms", Integer.toString(timeoutMs / 2)); // Kafka wants it below the other
        try {
            return new TopicAdmin(Admin.create(settings), String.valueOf(client.get(BOOTSTRAP)), timeoutMs);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("no Kafka client for " + client.get(BOOTSTRAP) + ": " + cause.getMessage(), e);
        }
    }

    private TopicAdmin(Admin admin, String brokers, int timeoutMs) {
        this.admin = admin;
        this.brokers = brokers;
        this.timeoutMs = timeoutMs;
    }

    /** The client's own limit; what is no number is Kafka's to refuse. */
    private static int timeoutMs(Properties client) {
        String own = String.valueOf(client.get(TIMEOUT));
        return own.matches("\\d{1,9}") ? Integer.parseInt(own) : TIMEOUT_MS;
    }

    /** Checks that a broker answers and that topics exist.
     *
     * @throws IOException if none answers, or naming the first topic that is missing and the way out */
    public static void requirePresent(Properties client, Collection<String> topics) throws IOException {
        try (TopicAdmin admin = open(client)) {
            Set<String> known = admin.names();
            for (String topic : topics) {
                if (!known.contains(topic)) {
                    throw new IOException("topic " + topic + " is missing at " + admin.brokers
                            + "; create all topics first: nexus init --connect FILE");
                }
            }
        }
    }

    /** A topic's identity: another one after it was deleted and created.
     *
     * @throws IOException if there is no such topic, or no broker answers */
    public static String topicId(Properties client, String topic) throws IOException {
        try (TopicAdmin admin = open(client)) {
            return admin.get(admin.admin
                            .describeTopics(List.of(topic))
                            .topicNameValues()
                            .values()
                            .iterator()
                            .next())
                    .topicId()
                    .toString();
        }
    }

    /** As {@link #create(List, OptionalInt)}, with a connection of its own. */
    public static Report create(Properties client, List<Topics.Shape> shapes, OptionalInt replication)
            throws IOException {
        try (TopicAdmin admin = open(client)) {
            return admin.create(shapes, replication);
        }
    }

    /** Creates the topics that are missing. If one that exists differs, none is created.
     *
     * @param replication copies of each partition; empty = as the broker has it by default, and any for existing topics
     * @throws IOException naming every difference and the way out, or if the broker refuses or does not answer */
    public Report create(List<Topics.Shape> shapes, OptionalInt replication) throws IOException {
        Set<String> known = names();
        List<Topics.Shape> present =
                shapes.stream().filter(shape -> known.contains(shape.name())).toList();
        requireSame(present, replication);
        List<Topics.Shape> missing =
                shapes.stream().filter(shape -> !known.contains(shape.name())).toList();
        List<Topics.Shape> createdByOthers = createMissing(missing, replication);
        awaitListed(names(missing));
        requireSame(createdByOthers, replication);
        return new Report(names(missing), names(present));
    }

    /** Forgets how far a consumer group has come; does nothing if there is no such group.
     *
     * @throws IOException if it has members, or the broker refuses or does not answer */
    public void forgetGroup(String group) throws IOException {
        try {
            get(admin.deleteConsumerGroups(List.of(group)).all());
        } catch (IOException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
    }

    /** Offset behind the newest record of every partition of some topics, by {@code topic-number}.
     *
     * @throws IOException if a topic is missing, or the broker does not answer */
    public Map<String, Long> ends(Collection<Topics.Shape> shapes) throws IOException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (Topics.Shape shape : shapes) {
            for (int partition = 0; partition < shape.partitions(); partition++) {
                asked.put(new TopicPartition(shape.name(), partition), OffsetSpec.latest());
            }
        }
        Map<String, Long> ends = new TreeMap<>();
        get(admin.listOffsets(asked).all())
                .forEach((partition, found) -> ends.put(partition.toString(), found.offset()));
        return ends;
    }

    /** Offset behind the newest record of the broker's own log of topics.
     *
     * @throws IOException if the broker does not answer, or has no such log */
    public long metadataEnd() throws IOException {
        return get(admin.describeMetadataQuorum().quorumInfo()).voters().stream()
                .mapToLong(QuorumInfo.ReplicaState::logEndOffset)
                .max()
                .orElseThrow(() -> new IOException("the broker at " + brokers + " names no voter of its metadata"));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    private void requireSame(List<Topics.Shape> shapes, OptionalInt replication) throws IOException {
        List<Difference> differences = differences(shapes, replication);
        if (!differences.isEmpty()) {
            throw new IOException(differences.stream().map(Difference::toString).collect(Collectors.joining("; "))
                    + ". Nothing was changed: alter the topic with Kafka's tools, or delete it (with what it holds) and"
                    + " call again");
        }
    }

    private List<Difference> differences(List<Topics.Shape> shapes, OptionalInt replication) throws IOException {
        if (shapes.isEmpty()) {
            return List.of();
        }
        List<ConfigResource> resources =
                shapes.stream().map(TopicAdmin::resource).toList();
        Map<String, TopicDescription> descriptions =
                get(admin.describeTopics(names(shapes)).allTopicNames());
        Map<ConfigResource, Config> configs =
                get(admin.describeConfigs(resources).all());
        List<Difference> differences = new ArrayList<>();
        for (Topics.Shape shape : shapes) {
            Map<String, String> found = found(
                    descriptions.getOrDefault(shape.name(), new TopicDescription(shape.name(), false, List.of())),
                    configs.getOrDefault(resource(shape), new Config(List.of())));
            wanted(shape, replication).forEach((setting, wanted) -> {
                String is = found.getOrDefault(setting, "unknown");
                if (!is.equals(wanted)) {
                    differences.add(new Difference(shape.name(), setting, wanted, is));
                }
            });
        }
        return differences;
    }

    private static Map<String, String> wanted(Topics.Shape shape, OptionalInt replication) {
        Map<String, String> wanted = new TreeMap<>(shape.settings());
        wanted.keySet().retainAll(COMPARED);
        wanted.put("partitions", Integer.toString(shape.partitions()));
        replication.ifPresent(copies -> wanted.put("replication", Integer.toString(copies)));
        return wanted;
    }

    private static Map<String, String> found(TopicDescription description, Config config) {
        Map<String, String> found = new TreeMap<>();
        for (ConfigEntry entry : config.entries()) {
            found.put(entry.name(), entry.value());
        }
        found.put("partitions", Integer.toString(description.partitions().size()));
        description.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .ifPresent(copies -> found.put("replication", Integer.toString(copies)));
        return found;
    }

    private static NewTopic newTopic(Topics.Shape shape, OptionalInt replication) {
        Optional<Short> copies =
                replication.isPresent() ? Optional.of((short) replication.getAsInt()) : Optional.empty();
        return new NewTopic(shape.name(), Optional.of(shape.partitions()), copies).configs(shape.settings());
    }

    /** Returns those that another process created first, perhaps in another shape. */
    private List<Topics.Shape> createMissing(List<Topics.Shape> missing, OptionalInt replication) throws IOException {
        List<Topics.Shape> createdByOthers = new ArrayList<>();
        for (Topics.Shape shape : missing) {
            try {
                get(admin.createTopics(List.of(newTopic(shape, replication))).all());
            } catch (IOException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new IOException("topic " + shape.name() + " could not be created: " + e.getMessage(), e);
                }
                createdByOthers.add(shape);
            }
        }
        return createdByOthers;
    }

    /** A broker lists a topic a moment after the cluster has created it. */
    private void awaitListed(List<String> topics) throws IOException {
        long limitMs = System.currentTimeMillis() + timeoutMs;
        try {
            while (!names().containsAll(topics)) {
                if (System.currentTimeMillis() > limitMs) {
                    throw new IOException("the topics were created, but " + brokers + " does not list them within "
                            + timeoutMs / 1_000 + " s");
                }
                TimeUnit.MILLISECONDS.sleep(LIST_EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for Kafka at " + brokers, e);
        }
    }

    private Set<String> names() throws IOException {
        return get(admin.listTopics().names());
    }

    private static List<String> names(List<Topics.Shape> shapes) {
        return shapes.stream().map(Topics.Shape::name).toList();
    }

    private static ConfigResource resource(Topics.Shape shape) {
        return new ConfigResource(ConfigResource.Type.TOPIC, shape.name());
    }

    private <T> T get(KafkaFuture<T> answer) throws IOException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw new IOException(
                        "no Kafka broker answers at " + brokers + " within " + timeoutMs / 1_000
                                + " s: is it running, and is kafka.bootstrap.servers right?",
                        cause);
            }
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for Kafka at " + brokers, e);
        }
    }
}
