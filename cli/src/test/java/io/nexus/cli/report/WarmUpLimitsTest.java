package io.nexus.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.cli.config.RunConfig;
import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WarmUpLimitsTest {
    @Test
    void namesTheLimitsThatTheShippedProfileLowers() throws IOException {
        RunConfig shortened = ConfigFile.read(Path.of("../flink-conf/short-warm-up.yaml"), RunConfig.defaults());

        assertThat(WarmUpLimits.lowered(shortened))
                .containsExactly(
                        Map.entry("quality.cold-ms", "60000 instead of 1800000"),
                        Map.entry("quality.cold-minute-bars", "0 instead of 1440"),
                        Map.entry("risk.sizing.min-value-estimate-bps", "-20.0 instead of 0.0"));
    }

    @Test
    void namesNothingForAFullOrALongerWarmUp() {
        RunConfig longer = ConfigBinder.bind(RunConfig.defaults(), Map.of("quality", Map.of("cold-ms", 3_600_000)));

        assertThat(WarmUpLimits.lowered(RunConfig.defaults())).isEmpty();
        assertThat(WarmUpLimits.lowered(longer)).isEmpty();
    }
}
