package io.nexus.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the jar for clusters holds, and what it must not. */
final class JobJarTest {
    private static final long MOST_BYTES = 35L << 20;

    @Test
    void holdsTheJobAndNothingThatNoClusterRuns() throws IOException {
        List<String> entries = entries();

        assertThat(entries)
                .contains(
                        "io/nexus/job/TradingJob.class",
                        "io/nexus/udf/risk/RiskFunction.class",
                        "io/nexus/connectors/kafka/MoneySink.class",
                        "org/apache/flink/connector/kafka/source/KafkaSource.class")
                .noneMatch(entry -> entry.startsWith("io/nexus/testbed/"))
                .noneMatch(entry -> entry.startsWith("io/nexus/lab/"))
                .noneMatch(entry -> entry.startsWith("io/nexus/cli/"))
                .noneMatch(entry -> entry.startsWith("io/nexus/connectors/history/"));
    }

    @Test
    void holdsNeitherBrokerNorDatabaseNorFlinkItself() throws IOException {
        assertThat(entries())
                .noneMatch(entry -> entry.matches("kafka/.*\\.class"))
                .noneMatch(entry -> entry.startsWith("org/apache/kafka/storage/"))
                .noneMatch(entry -> entry.startsWith("org/h2/") || entry.startsWith("org/postgresql/"))
                .noneMatch(entry -> entry.startsWith("org/apache/flink/runtime/"))
                .noneMatch(entry -> entry.startsWith("org/apache/flink/api/common/state/"))
                .noneMatch(entry -> entry.startsWith("org/apache/flink/connector/jdbc/"))
                .noneMatch(entry -> entry.startsWith("picocli/"))
                .noneMatch(entry -> entry.startsWith("org/slf4j/") || entry.startsWith("org/apache/logging/"));
    }

    @Test
    void holdsNoNativeLibraryAndIsSmall() throws IOException {
        assertThat(entries())
                .noneMatch(entry -> entry.matches(".*\\.(so|dll|dylib|jnilib)(\\..*)?"))
                .noneMatch(entry -> entry.startsWith("ai/onnxruntime/"));
        assertThat(Files.size(JobJar.path())).isLessThan(MOST_BYTES);
    }

    @Test
    void mergesServicesAndNamesItsMain() throws IOException {
        try (ZipFile jar = new ZipFile(JobJar.path().toFile())) {
            assertThat(text(jar, "META-INF/services/com.fasterxml.jackson.core.JsonFactory"))
                    .contains("com.fasterxml.jackson.core.JsonFactory", "YAMLFactory");
            assertThat(text(jar, "META-INF/MANIFEST.MF")).contains("Main-Class: io.nexus.job.TradingJob");
        }
    }

    private static String text(ZipFile jar, String entry) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static List<String> entries() throws IOException {
        try (ZipFile jar = new ZipFile(JobJar.path().toFile())) {
            return jar.stream().map(entry -> entry.getName()).toList();
        }
    }
}
