package io.nexus.udf.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import org.junit.jupiter.api.Test;

final class IntakeTest {
    private final Intake intake = new Intake(IntakeConfig.defaults());
    private final IntakeState state = new IntakeState();

    @Test
    void refusesASequenceThatIsNotAboveTheLastAndSaysBoth() {
        assertThat(intake.accept(state, Events.quote(5, 1_000))).isNull();

        DeadLetter refusal = intake.accept(state, Events.quote(5, 1_001));

        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(RejectReason.REPLAYED_SEQUENCE);
        assertThat(refusal.detail()).isEqualTo("sequence=5 last=5");
        assertThat(state.accepted).isEqualTo(1);
        assertThat(state.replayed).isEqualTo(1);
    }

    @Test
    void countsSequenceNumbersThatNeverCame() {
        intake.accept(state, Events.quote(1, 1_000));
        intake.accept(state, Events.quote(4, 1_000));

        assertThat(state.missing).isEqualTo(2);
    }

    @Test
    void evaluatesAtMostOncePerInterval() {
        assertThat(intake.evaluation(state, Events.quote(1, 1_000))).isEqualTo(1);
        assertThat(intake.evaluation(state, Events.quote(2, 1_099))).isZero();
        assertThat(intake.evaluation(state, Events.quote(3, 1_100))).isEqualTo(2);
    }

    @Test
    void evaluatesNothingOnTheEndMarker() {
        assertThat(intake.evaluation(state, Events.end(1, 1_000))).isZero();
        assertThat(intake.isCountDue(state, Events.end(1, 1_000))).isTrue();
    }
}
