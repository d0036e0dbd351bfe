package io.nexus.testbed.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DueQueueTest {
    @Property(tries = 200)
    void givesTheEarliestAndAmongEqualsTheFirst(
            @ForAll @Size(min = 1, max = 40) int @IntRange(max = 20) [] starts, @ForAll long seed) {
        long[] dueMs = Arrays.stream(starts).asLongStream().toArray();
        DueQueue queue = new DueQueue(dueMs);
        SeededRandom random = new SeededRandom(seed);

        for (int round = 0; round < 200; round++) {
            int expected = 0;
            for (int i = 1; i < dueMs.length; i++) {
                expected = dueMs[i] < dueMs[expected] ? i : expected;
            }
            assertThat(queue.first()).isEqualTo(expected);
            assertThat(queue.firstDueMs()).isEqualTo(dueMs[expected]);
            dueMs[expected] += random.nextInt(5);
            queue.reschedule(dueMs[expected]);
        }
    }
}
