package io.nexus.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.testbed.simulation.TextureConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SimulationFitTest {
    private static final SimulationConfig START = SimulationConfig.defaults();
    private static final Extent TINY = new Extent(1, 1, 1, 2, 1, 2, 4, 1);

    @Test
    void optionsAreChangedByTheirKeys() {
        List<Parameter> parameters =
                List.of(Parameter.real("own-volatility-bps", 1, 9), Parameter.whole("texture.follow-ticks", 1, 9));

        SimulationConfig changed = SimulationFit.with(START, parameters, new double[] {3.5, 4});

        assertThat(changed.ownVolatilityBps()).isEqualTo(3.5);
        assertThat(changed.texture().followTicks()).isEqualTo(4);
        assertThat(changed.texture().tickBps())
                .isEqualTo(TextureConfig.defaults().tickBps());
        assertThat(changed.edge()).isEqualTo(START.edge());
    }

    @Test
    void valuesAreOfThreeDigitsInsideTheirRange() {
        assertThat(Parameter.real("a", 0.1, 5).nearest(1.23456)).isEqualTo(1.23);
        assertThat(Parameter.real("a", 0.1, 5).nearest(7)).isEqualTo(5);
        assertThat(Parameter.whole("a", 1, 5).nearest(2.6)).isEqualTo(3);
    }

    @Test
    void comesNearerToAnotherMarketAndFindsTheSameTwice() {
        SimulationConfig wanted = SimulationFit.with(
                START,
                List.of(
                        Parameter.real("texture.tick-bps", 0.01, 1),
                        Parameter.real("texture.size-log-deviation", 0.1, 3)),
                new double[] {0.1, 1.2});
        Map<String, Double> targets = numbers(wanted);

        SimulationConfig first = new SimulationFit(targets, TINY, 0, line -> {}).fit(START);
        SimulationConfig again = new SimulationFit(targets, TINY, 0, line -> {}).fit(START);

        assertThat(again).isEqualTo(first);
        assertThat(numbers(first).get("spread") / targets.get("spread")).isBetween(0.6, 1.7);
        assertThat(numbers(first).get("level-sizes") / targets.get("level-sizes"))
                .isBetween(0.6, 1.7);
    }

    private static Map<String, Double> numbers(SimulationConfig config) {
        SimulatedMarkets markets = new SimulatedMarkets(config, TINY);
        List<StylizedFacts> all = new ArrayList<>(markets.ticks());
        all.addAll(markets.bars());
        return Averages.ofAll(all);
    }

    @Test
    void averagesCountOnlyWhoHasTheNumber() {
        Map<String, Double> averages = Averages.of(List.of(Map.of("spread", 1.0, "tail", 4.0), Map.of("spread", 3.0)));

        assertThat(averages).containsEntry("spread", 2.0).containsEntry("tail", 4.0);
    }

    @Test
    void minuteClosesAreTheMidsThatStood() {
        MinuteCloses closes = new MinuteCloses(0);

        closes.take(Tape.quote(10, 100, 1, 102, 1));
        closes.take(Tape.quote(59_000, 104, 1, 106, 1));
        closes.take(Tape.quote(60_000, 108, 1, 110, 1));
        closes.take(Tape.quote(185_000, 100, 1, 102, 1));

        assertThat(closes.midTicks()).containsExactly(105, 109, 109);
    }

    @Test
    void seedsAreMeasuredApartAndTheSameTwice() {
        SimulatedMarkets markets = new SimulatedMarkets(START, new Extent(1, 2, 2, 2, 2, 2, 3, 1));

        List<StylizedFacts> first = new ArrayList<>(markets.ticks());
        first.addAll(markets.bars());
        List<StylizedFacts> again = new ArrayList<>(markets.ticks());
        again.addAll(markets.bars());

        assertThat(first).hasSize(8);
        assertThat(first.stream().map(StylizedFacts::numbers)).doesNotHaveDuplicates();
        assertThat(again.stream().map(StylizedFacts::numbers))
                .containsExactlyElementsOf(
                        first.stream().map(StylizedFacts::numbers).toList());
    }
}
