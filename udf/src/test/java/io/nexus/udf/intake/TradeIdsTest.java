package io.nexus.udf.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class TradeIdsTest {
    private final TradeIds ids = new TradeIds();

    private List<Long> passed(long... each) {
        List<Long> passed = new ArrayList<>();
        for (long id : each) {
            if (!ids.isRepeat(id)) {
                passed.add(id);
            }
        }
        return passed;
    }

    @Test
    void letsEachTradePassOnceWhicheverRecorderBringsItFirst() {
        assertThat(passed(100, 100, 101, 103, 102, 101, 102, 103, 104)).containsExactly(100L, 101L, 103L, 102L, 104L);
    }

    @Test
    void takesIdsThatAreNoneForNew() {
        assertThat(passed(0, 0, -1, -1)).hasSize(4);
    }

    @Test
    void hearsAVenueThatNumbersAnewFromItsFirstTradeOn() {
        passed(3_000_000_000L, 3_000_000_001L);

        assertThat(passed(1, 2, 3, 3, 2, 1, 4)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(passed(3_000_000_002L, 3_000_000_002L)).hasSize(1);
    }

    @Test
    void oneOldTradeAmongNewOnesChangesNothing() {
        passed(1_000_000, 1_000_001);

        assertThat(passed(5, 1_000_001, 1_000_002, 6, 1_000_002)).containsExactly(5L, 1_000_002L, 6L);
    }

    @Test
    void hearsAgainWhenNothingButRepeatsCome() {
        passed(7);
        List<Long> heard = new ArrayList<>();
        for (int i = 0; i <= TradeIds.WINDOW; i++) {
            heard.addAll(passed(7));
        }

        assertThat(heard).containsExactly(7L);
        assertThat(passed(7)).isEmpty();
    }

    @Property(tries = 200)
    void agreesWithASetOfAllIdsWhileTheyStayInTheWindow(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TradeIds window = new TradeIds();
        Set<Long> seen = new HashSet<>();
        long at = 1 + random.nextLong(1L << 40);
        for (int i = 0; i < 3000; i++) {
            at += random.nextInt(4);
            long id = Math.max(1, at - random.nextInt(TradeIds.WINDOW / 2));
            assertThat(window.isRepeat(id)).isEqualTo(!seen.add(id));
        }
    }
}
