package io.nexus.lab.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PriceLevelTest {
    @Test
    void readsThePricesInTheWordsOfASignal() {
        assertThat(PriceLevel.in("vanished=0.97 times=8 levelTicks=618060 meanLevelLots=259.2"))
                .containsExactly(new PriceLevel("level", 618_060));
        assertThat(PriceLevel.in("drive rangeRatio=1.5 retrace=0.1 openTicks=100.5 valueTicks=90.0..1.05E2"))
                .containsExactly(
                        new PriceLevel("session's open", 100.5),
                        new PriceLevel("value area low", 90),
                        new PriceLevel("value area high", 105));
    }

    @Test
    void leavesOutWhatIsNoPriceOrNotThere() {
        assertThat(PriceLevel.in("imbalance=0.8 spreadTicks=2 atrTicks=12.5")).isEmpty();
        assertThat(PriceLevel.in("bidLevel=0 bidRatio=0.0 askLevel=5 askRatio=1.2"))
                .containsExactly(new PriceLevel("ask level", 5));
    }
}
