package io.nexus.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.config.ConfigException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JobArgumentsTest {
    @Test
    void readsWhatTheHelpNames() {
        JobArguments read = JobArguments.parse("--run-id", "r", "--connect", "c.yaml", "--config", "n.yaml");

        assertThat(read).isEqualTo(new JobArguments(Path.of("c.yaml"), Path.of("n.yaml"), "r"));
        assertThat(JobArguments.parse("--connect", "c.yaml", "--run-id", "r").config())
                .isNull();
        assertThat(JobArguments.HELP).contains("--connect", "--config", "--run-id", "--help");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--connect c                         | --run-id is needed",
                "--run-id r                          | --connect is needed",
                "--run-id r --connect                | --connect needs a value",
                "--run-id r --run-id s --connect c   | --run-id is given twice",
                "--run-id r --connect c --secret s   | unknown argument --secret; known are"
            })
    void namesWhatIsWrong(String arguments, String error) {
        assertThatThrownBy(() -> JobArguments.parse(arguments.split(" ")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(error);
    }
}
