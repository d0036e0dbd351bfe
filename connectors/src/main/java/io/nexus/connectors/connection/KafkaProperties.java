package io.nexus.connectors.connection;

import io.nexus.connectors.config.ConfigException;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/** Client properties of Kafka that hold no secret themselves. */
final class KafkaProperties {
    private static final Pattern SECRET = Pattern.compile(
            "sasl\\.jaas\\.config|.*\\.(password|key|secret|token)|.*[.-]jaas\\.config|ssl\\.keystore\\.(key|certificate\\.chain)");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[a-z]+:[^}]+}");
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
