package io.nexus.connectors.connection;

import io.nexus.connectors.config.ConfigException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/** Client properties of Kafka that hold no secret themselves. */
final class KafkaProperties {
    private static final Pattern SECRET = Pattern.compile(
            "sasl\\.jaas\\.config|.*\\.(password|key|secret|token)|.*[.-]jaas\\.config|ssl\\.keystore\\.(key|certificate\\.chain)");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[a-z]+:[^}]+}");
    private static final Set<String> KNOWN = Stream.of(
                    ProducerConfig.configNames(),
                    ConsumerConfig.configNames(),
                    AdminClientConfig.configNames(),
                    Set.of("config.providers"))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());
    private static final String FILE_PROVIDER = "file";

    private KafkaProperties() {}

    /** Refuses secrets that are in the open.
     *
     * @throws ConfigException naming key and way out, never the value */
    static void check(Map<String, String> properties) {
        properties.forEach((key, value) -> {
            boolean isSecret = SECRET.matcher(key).matches();
            if (isSecret && !REFERENCE.matcher(value).matches()) {
                throw new ConfigException(
                        "kafka." + key + ": holds a secret; put it into a properties file and name that: ${"
                                + FILE_PROVIDER + ":/path/of/file.properties:" + key + "}");
            }
        });
        properties.keySet().forEach(key -> {
            if (!KNOWN.contains(key) && !key.startsWith("config.providers.")) {
                throw new ConfigException(
                        "kafka." + key + ": is no property of Kafka's clients, which would ignore it");
            }
        });
        if (!properties.containsKey("bootstrap.servers")) {
            throw new ConfigException("kafka.bootstrap.servers: is needed and missing");
        }
    }

    /** The properties, with Kafka's reader of secret files where one is named. */
    static Properties of(Map<String, String> properties) {
        Properties client = new Properties();
        client.putAll(properties);
        boolean needsFiles = properties.values().stream().anyMatch(value -> value.contains("${" + FILE_PROVIDER + ":"));
        if (needsFiles && !properties.containsKey("config.providers")) {
            client.put("config.providers", FILE_PROVIDER);
            client.put("config.providers." + FILE_PROVIDER + ".class", FileConfigProvider.class.getName());
        }
        return client;
    }
}
