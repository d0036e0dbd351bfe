package io.nexus.connectors.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.config.ConfigException;
import io.nexus.domain.instrument.Market;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionsTest {
    @TempDir
    Path folder;

    @Test
    void readsKafkaPropertiesAsKafkaNamesThemAndFilesBesideItself() throws IOException {
        Connections read = read(
                """
                kafka: {bootstrap.servers: "broker:9093", security.protocol: SSL}
                history: {url: "jdbc:postgresql://db/nexus", user: nexus, password-file: secrets/db}
                exchange:
                  base-url: https://fapi.binance.com
                  key-file: /run/secrets/venue.key
                  instruments-file: instruments.json
                  accounts: {usdm: "BINANCE|USDM|main"}
                feed: {keys-file: feed.keys}
                """);

        assertThat(read.kafkaClient())
                .containsEntry("bootstrap.servers", "broker:9093")
                .containsEntry("security.protocol", "SSL");
        assertThat(read.history().passwordFile())
                .isEqualTo(folder.resolve("secrets/db").toString());
        assertThat(read.exchange().keyFile()).isEqualTo("/run/secrets/venue.key");
        assertThat(read.exchange().accountByMarket()).isEqualTo(Map.of(Market.USDM, "BINANCE|USDM|main"));
        assertThat(read.feed().keysFile()).isEqualTo(folder.resolve("feed.keys").toString());
        assertThat(read.flink().restUrl()).isEqualTo("http://127.0.0.1:8081");
    }

    @Test
    void aFolderOfModelsIsBesideTheFileUnlessItIsAUri() throws IOException {
        assertThat(read("models: {folder: mine}").models())
                .isEqualTo(new Connections.Models(folder.resolve("mine").toString(), ""));
        assertThat(read("models: {folder: \"s3://bucket/mine\", lock-file: l.json}")
                        .models())
                .isEqualTo(new Connections.Models(
                        "s3://bucket/mine", folder.resolve("l.json").toString()));
        assertThat(read("feed: {keys-file: k}").models()).isEqualTo(new Connections.Models("", ""));
        assertThatThrownBy(() -> read("models: {lock-file: l.json}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("it needs a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sasl.jaas.config", "ssl.keystore.password", "ssl.key.password", "ssl.keystore.key"})
    void refusesASecretInTheOpenWithoutShowingIt(String key) {
        assertThatThrownBy(() -> read("kafka: {bootstrap.servers: b, " + key + ": hunter2}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("connections.yaml")
                .hasMessageContaining(": kafka." + key)
                .hasMessageContaining("${file:")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void kafkaReadsASecretFromTheFileWhereTheClientRuns() throws IOException {
        Path secrets = Files.writeString(folder.resolve("kafka.properties"), "jaas=module required password=hunter2;");

        Connections read =
                read("kafka: {bootstrap.servers: \"b:1\", sasl.jaas.config: \"${file:" + secrets + ":jaas}\"}");

        assertThat(read.toString()).doesNotContain("hunter2");
        var client = read.kafkaClient();
        client.put("key.serializer", ByteArraySerializer.class.getName());
        client.put("value.serializer", ByteArraySerializer.class.getName());
        assertThat(new ProducerConfig(client).originals().get("sasl.jaas.config"))
                .isEqualTo("module required password=hunter2;");
    }

    @Test
    void refusesUnknownKeysAndMarketsWithTheFile() {
        assertThatThrownBy(() -> read("exchange: {accounts: {options: x}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("connections.yaml line 1: exchange: accounts: a market is one of")
                .hasMessageContaining("was options");
        assertThatThrownBy(() -> read("exchang: {}")).hasMessageContaining("unknown key exchang; known here: exchange");
        assertThatThrownBy(() -> read("kafka: {security.protocol: SSL}"))
                .hasMessageContaining("kafka.bootstrap.servers: is needed and missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    kafka: {bootstrap.servers: "b:1", securty.protocol: SSL} ~ kafka.securty.protocol: is no property of Kafka
                    exchange: {base-url: "fapi.binance.com"} ~ exchange: base-url must be like http://host:port
                    exchange: {base-url: "http://u:p@host"} ~ exchange: base-url must be like
                    exchange: {accounts: {usdm: a}} ~ exchange: accounts: an account is VENUE|MARKET|name
                    exchange: {accounts: {usdm: "A|B|c", USDM: "A|B|d"}} ~ exchange: accounts: USDM is given twice
                    history: {url: "mysql://db"} ~ history: url must begin with jdbc:postgresql:
                    flink: {rest-url: "127.0.0.1:8081"} ~ flink: rest-url must be like
                    feed: {keys-file: } ~ feed.keys-file: has no value
                    """)
    void refusesAddressesAccountsAndPropertiesThatWouldBeIgnored(String text, String refusal) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(folder.resolve("connections.yaml") + " line 1: " + refusal);
    }

    private Connections read(String text) throws IOException {
        return Connections.read(Files.writeString(folder.resolve("connections.yaml"), text));
    }
}
