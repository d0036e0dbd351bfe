package io.nexus.udf.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class VpinTest {
    private final Vpin vpin = new Vpin();

    @Test
    void isTheMeanImbalanceOfFiftyBuckets() {
        vpin.day(5000);
        for (int i = 0; i < 50; i++) {
            vpin.trade(75, true);
            vpin.trade(25, false);
        }

        assertThat(vpin.isKnown()).isTrue();
        assertThat(vpin.value()).isEqualTo(0.5);
    }

    @Test
    void opensAnEmptyBucketWithEachDay() {
        vpin.day(5000);
        vpin.trade(90, true);

        vpin.day(2500);
        vpin.trade(25, false);
        vpin.trade(25, true);

        assertThat(vpin.imbalances.size).isEqualTo(1);
        assertThat(vpin.imbalances.ago(0)).isZero();
    }

    @Test
    @Timeout(10)
    void aTradeOfAnAbsurdSizeFillsTheBucketsThatAreKeptAndNoMore() {
        vpin.day(1);
        vpin.trade(Long.MAX_VALUE, true);

        assertThat(vpin.value()).isEqualTo(1);
        vpin.day(5000);
        vpin.trade(40, false);
        vpin.trade(100 * 1_000 + 70, true);
        assertThat(vpin.buys + vpin.sells).isEqualTo(10 * 50);
        assertThat(vpin.value()).isEqualTo(1);
    }

    @Property(tries = 200)
    void everyBucketStaysBetweenZeroAndOne(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int day = 0; day < 20; day++) {
            vpin.day(50L * (1 + random.nextInt(1000)));
            for (int i = 0; i < 30; i++) {
                vpin.trade(1L + random.nextInt(500), random.nextBoolean());
            }
        }

        for (int i = 0; i < vpin.imbalances.size; i++) {
            assertThat(vpin.imbalances.ago(i)).isBetween(0.0, 1.0);
        }
    }
}
