package io.nexus.job.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.MockOutput;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

final class OwnTimeTest {
    private static final OutputTag<String> SIDE = new OutputTag<>("side") {};

    private long nowNs = Long.MAX_VALUE - 7; // about to overflow, as it may
    private final List<Long> measured = new ArrayList<>();
    private final OwnTime own = new OwnTime(() -> nowNs, measured::add);
    private final List<String> emitted = new ArrayList<>();

    @Test
    void leavesOutWhatFollowsBehindTheOutput() {
        Output<StreamRecord<String>> output = new OutsideOutput<>(new SlowOutput(emitted), own);

        own.begin();
        nowNs += 5;
        output.collect(new StreamRecord<>("main"));
        nowNs += 2;
        output.collect(SIDE, new StreamRecord<>("side"));
        nowNs += 1;
        own.end();

        assertThat(measured).containsExactly(8L);
        assertThat(own.busyNs()).isEqualTo(8);
        assertThat(emitted).containsExactly("main", "side");
    }

    @Test
    void whatIsNotMeasuredIsHandedOnAllTheSame() {
        Output<StreamRecord<String>> output = new OutsideOutput<>(new SlowOutput(emitted), own);

        for (int i = 0; i < 200; i++) {
            own.begin();
            output.collect(new StreamRecord<>("main"));
            output.collect(SIDE, new StreamRecord<>("side"));
            own.end();
        }

        assertThat(emitted).hasSize(400);
        assertThat(measured).hasSizeBetween(200 / 64, 20).containsOnly(0L);
    }

    @Test
    void eachMeasurementStandsForTheRecordsSinceTheOneBefore() {
        int lastMeasured = 0;
        for (int i = 1; i <= 100_000; i++) {
            int before = measured.size();
            own.begin();
            nowNs += 10;
            own.end();
            lastMeasured = measured.size() > before ? i : lastMeasured;
        }

        assertThat(own.busyNs()).isEqualTo(10L * lastMeasured);
        assertThat(lastMeasured).isBetween(100_000 - 64, 100_000);
        assertThat(measured).hasSizeBetween(2_900, 3_300).containsOnly(10L);
    }

    @Test
    void keepsNoRhythm() {
        Set<Integer> distances = new HashSet<>();
        int previous = 1;
        for (int i = 1; i <= 10_000; i++) {
            int before = measured.size();
            own.begin();
            own.end();
            if (measured.size() > before) {
                distances.add(i - previous);
                previous = i;
            }
        }

        assertThat(distances).hasSizeGreaterThan(40).allMatch(distance -> distance <= 64);
    }

    @Test
    void aShareIsBusyTimeOfTheLastFiveSeconds() {
        long[] busyNs = {0};
        BusyShare share = new BusyShare(() -> busyNs[0]);
        assertThat(share.getValue()).isZero();

        busyNs[0] = 1_000_000_000;
        share.update();
        assertThat(share.getValue()).isEqualTo(200);

        share.update();
        assertThat(share.getValue()).isZero();

        busyNs[0] += 9_000_000_000L;
        share.update();
        assertThat(share.getValue()).isEqualTo(1_000);
    }

    /** Takes 1000 ns for everything. */
    private final class SlowOutput extends MockOutput<String> {
        private final List<String> taken;

        SlowOutput(List<String> taken) {
            super(new ArrayList<>());
            this.taken = taken;
        }

        @Override
        public void collect(StreamRecord<String> record) {
            nowNs += 1_000;
            taken.add(record.getValue());
        }

        @Override
        public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
            nowNs += 1_000;
            taken.add(tag.getId());
        }
    }
}
