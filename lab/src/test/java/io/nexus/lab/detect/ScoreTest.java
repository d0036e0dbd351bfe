package io.nexus.lab.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.lab.plant.PlantLabel;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScoreTest {
    private static final long HALF_LIFE_MS = 1000;

    @Test
    void matchesOneAlarmToEachLabelOfItsSideUpToAHalfLifeAfterItsEnd() {
        List<PlantLabel> labels = List.of(label("A", Side.BUY, 0, 500, 2), label("A", Side.SELL, 10_000, 10_500, 1));
        List<Alarm> alarms = List.of(new Alarm("A", Side.BUY, 1500), new Alarm("A", Side.SELL, 11_501));

        Score score = Score.of(labels, alarms, HALF_LIFE_MS);

        assertThat(score.matches()).isEqualTo(1);
        assertThat(score.falseAlarms()).isEqualTo(1);
        assertThat(score.delayMs()).isEqualTo(1500);
        assertThat(score.precision()).isEqualTo(0.5);
        assertThat(score.recall()).isEqualTo(0.5);
        assertThat(score.f1()).isEqualTo(0.5);
    }

    @Test
    void countsASecondAlarmWithinALabelAsFalse() {
        List<PlantLabel> labels = List.of(label("A", Side.BUY, 0, 5000, 2));
        List<Alarm> alarms = List.of(new Alarm("A", Side.BUY, 100), new Alarm("A", Side.BUY, 4000));

        Score score = Score.of(labels, alarms, HALF_LIFE_MS);

        assertThat(score.matches()).isEqualTo(1);
        assertThat(score.falseAlarms()).isEqualTo(1);
    }

    @Test
    void countsAlarmsOfTheOtherSideOrInstrumentAsFalseAndOnlyTheFormerAgainstDirection() {
        List<PlantLabel> labels = List.of(label("A", Side.BUY, 0, 500, 2));
        List<Alarm> alarms =
                List.of(new Alarm("A", Side.SELL, 100), new Alarm("B", Side.BUY, 100), new Alarm("A", Side.BUY, 200));

        Score score = Score.of(labels, alarms, HALF_LIFE_MS);

        assertThat(score.falseAlarms()).isEqualTo(2);
        assertThat(score.directionAccuracy()).isEqualTo(0.5);
    }

    @Test
    void leavesWeakLabelsOutOfTheF1OfStrongOnesButKeepsTheFalseAlarms() {
        List<PlantLabel> labels = List.of(
                label("A", Side.BUY, 0, 500, 1.4),
                label("A", Side.BUY, 20_000, 20_500, 1.5),
                label("A", Side.BUY, 40_000, 40_500, 3));
        List<Alarm> alarms = List.of(
                new Alarm("A", Side.BUY, 100), new Alarm("A", Side.BUY, 20_100), new Alarm("A", Side.BUY, 30_000));

        Score score = Score.of(labels, alarms, HALF_LIFE_MS);

        assertThat(score.f1OfStrong()).isEqualTo(2.0 / (1 + 1 + 2));
    }

    @Test
    void hasNoRatiosWithoutLabelsAndAlarms() {
        Score score = Score.of(List.of(), List.of(), HALF_LIFE_MS);

        assertThat(score.precision()).isNaN();
        assertThat(score.recall()).isNaN();
        assertThat(score.directionAccuracy()).isNaN();
        assertThat(score.delayMs()).isNaN();
    }

    @Test
    void takesWhatComesAgainWithinAHalfLifeForOneAlarm() {
        Alarms alarms = new Alarms(HALF_LIFE_MS);

        alarms.raise("A", Side.BUY, 0);
        alarms.raise("A", Side.BUY, 900);
        alarms.raise("A", Side.BUY, 1800);
        alarms.raise("A", Side.SELL, 1800);
        alarms.raise("A", Side.BUY, 2801);

        assertThat(alarms.all())
                .containsExactly(
                        new Alarm("A", Side.BUY, 0), new Alarm("A", Side.SELL, 1800), new Alarm("A", Side.BUY, 2801));
    }

    private static PlantLabel label(String instrument, Side side, long startMs, long endMs, double amplitude) {
        return new PlantLabel(StrategyId.SPOOFING_DETECTION, instrument, side, startMs, endMs, amplitude);
    }
}
