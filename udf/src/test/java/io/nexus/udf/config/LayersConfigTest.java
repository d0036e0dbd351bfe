package io.nexus.udf.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LayersConfigTest {
    /** The tests that show what the options of a section do. */
    private static final Map<String, String> TEST_BY_SECTION = Map.of(
            "feedClock", "intake.FeedClockOptionsTest",
            "label", "label.LabelOptionsTest",
            "meta", "meta.MetaOptionsTest",
            "aggregation", "aggregation.AggregationOptionsTest",
            "routing", "routing.RoutingOptionsTest",
            "risk", "risk.RiskOptionsTest",
            "execution", "execution.ExecutionOptionsTest",
            "position", "position.PositionOptionsTest",
            "feedback", "feedback.FeedbackOptionsTest",
            "funnel", "funnel.FunnelOptionsTest");

    /** Layers 1 and 2: shown on a simulated market, which this module does not know. */
    private static final Set<String> SHOWN_BY_OPTION_EFFECT_TEST = Set.of("intake", "quality", "strategy");

    @Test
    void everySectionHasATestThatShowsTheEffectsOfItsOptions() {
        assertThat(Arrays.stream(LayersConfig.class.getRecordComponents()).map(RecordComponent::getName))
                .containsExactlyInAnyOrderElementsOf(Stream.of(TEST_BY_SECTION.keySet(), SHOWN_BY_OPTION_EFFECT_TEST)
                        .flatMap(Set::stream)
                        .toList());
        assertThat(TEST_BY_SECTION.values())
                .allSatisfy(test -> assertThatCode(() -> Class.forName("io.nexus.udf." + test))
                        .doesNotThrowAnyException());
    }
}
