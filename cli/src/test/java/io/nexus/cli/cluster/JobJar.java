package io.nexus.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The jar that a cluster gets, as the build of the module job left it. */
final class JobJar {
    private JobJar() {}

    static Path path() {
        Path jar = Stream.of("..", ".")
                .map(up -> Path.of(up, "job/target/nexus-job-0.1.0-SNAPSHOT-cluster.jar"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
        assertThat(jar)
                .as("the job's jar is not built: run ./mvnw verify, or first ./mvnw -pl job -am package")
                .isNotNull();
        return jar;
    }
}
