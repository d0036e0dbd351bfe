package io.nexus.testbed.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarketSimulatorTest {
    private static final long START_MS = 1_760_040_000_000L;
    private static final SimulationConfig CONFIG = SimulationConfig.defaults();

    @Test
    void sameSeedGivesTheSameMessagesAndAnotherSeedOthers() {
        long first = digest(new MarketSimulator(CONFIG, 7, START_MS), 100_000);

        long again = digest(new MarketSimulator(CONFIG, 7, START_MS), 100_000);
        long other = digest(new MarketSimulator(CONFIG, 8, START_MS), 100_000);

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void restoredMarketContinuesWithTheSameMessages() {
        MarketSimulator uninterrupted = new MarketSimulator(CONFIG, 3, START_MS);
        MarketSimulator restored = new MarketSimulator(CONFIG, 3, START_MS);

        for (int round = 0; round < 60; round++) {
            int count = 1 + round * 37;
            assertThat(digest(restored, count)).isEqualTo(digest(uninterrupted, count));
            restored = MarketSimulator.restore(CONFIG, restored.snapshot());
        }

        assertThat(digest(restored, 50_000)).isEqualTo(digest(uninterrupted, 50_000));
        assertThat(restored.snapshot()).isEqualTo(uninterrupted.snapshot());
    }

    @Test
    void refusesSnapshotsThatAreNotItsOwn() {
        byte[] snapshot = new MarketSimulator(CONFIG, 3, START_MS).snapshot();
        byte[] cut = Arrays.copyOf(snapshot, snapshot.length - 1);
        byte[] foreign = {1, 2, 3, 4, 5, 6, 7, 8};

        assertThatThrownBy(() -> MarketSimulator.restore(CONFIG.withInstruments(3), snapshot))
                .hasMessageContaining("configuration");
        assertThatThrownBy(() -> MarketSimulator.restore(CONFIG, cut)).hasMessageContaining("broken");
        assertThatThrownBy(() -> MarketSimulator.restore(CONFIG, foreign)).hasMessageContaining("magic");
    }

    @Test
    void messagesComeInFeedTimeOrderWithRisingIdsAndNothingTheGatewayAssigns() {
        MarketSimulator simulator = new MarketSimulator(CONFIG, 11, START_MS);
        Map<String, Long> lastExchangeMs = new HashMap<>();
        Map<String, Long> lastTradeId = new HashMap<>();
        long lastFeedMs = START_MS;

        for (int i = 0; i < 80_000; i++) {
            MarketEvent event = simulator.next();
            assertThat(event.feedTimeMs()).isGreaterThanOrEqualTo(lastFeedMs);
            lastFeedMs = event.feedTimeMs();
            assertThat(event.feedTimeMs() - event.exchangeTimeMs()).isBetween(0L, 7L);
            assertThat(event.exchangeTimeMs())
                    .isGreaterThanOrEqualTo(lastExchangeMs.getOrDefault(event.instrument(), 0L));
            lastExchangeMs.put(event.instrument(), event.exchangeTimeMs());
            assertThat(event.sequence()).isZero();
            assertThat(event.sentAtWallMs()).isZero();
            if (event.trade() != null) {
                long before = lastTradeId.getOrDefault(event.instrument(), 0L);
                assertThat(event.trade().tradeId()).isEqualTo(before + 1);
                lastTradeId.put(event.instrument(), event.trade().tradeId());
            }
        }
    }

    @Test
    void firstMessagesOfEachInstrumentTellAllThereIsToKnow() {
        MarketSimulator simulator = new MarketSimulator(CONFIG, 5, START_MS);
        Map<String, Set<MarketEventKind>> kinds = new HashMap<>();

        for (int i = 0; i < 5 * CONFIG.instruments(); i++) {
            MarketEvent event = simulator.next();
            kinds.computeIfAbsent(event.instrument(), key -> EnumSet.noneOf(MarketEventKind.class))
                    .add(event.kind());
        }

        assertThat(kinds).hasSize(CONFIG.instruments());
        assertThat(kinds.values())
                .allMatch(EnumSet.of(
                        MarketEventKind.BOOK_SNAPSHOT,
                        MarketEventKind.QUOTE,
                        MarketEventKind.MARK_PRICE,
                        MarketEventKind.FUNDING,
                        MarketEventKind.OPEN_INTEREST)::equals);
    }

    @Test
    void publishesFundingAtTheHoursItIsApplied() {
        long eightHoursMs = Perpetual.FUNDING_INTERVAL_MS;
        long fundingMs = START_MS / eightHoursMs * eightHoursMs + eightHoursMs;
        MarketSimulator simulator = new MarketSimulator(CONFIG.withInstruments(3), 5, fundingMs - 60_000);
        int applied = 0;

        MarketEvent event = simulator.next();
        while (event.feedTimeMs() < fundingMs + 120_000) {
            if (event.funding() != null) {
                long at = event.feedTimeMs();
                assertThat(event.funding().nextFundingTimeMs())
                        .isEqualTo(at <= fundingMs ? fundingMs : fundingMs + eightHoursMs);
                assertThat(Math.abs(event.funding().rateRatio())).isLessThanOrEqualTo(0.0005);
                applied += at == fundingMs ? 1 : 0;
            }
            event = simulator.next();
        }

        assertThat(applied).isEqualTo(3);
    }

    @Test
    void instrumentsArePerpetualsWithFinePriceAndQuantitySteps() {
        List<Instrument> instruments = new MarketSimulator(CONFIG.withInstruments(10_000), 5, START_MS).instruments();

        assertThat(instruments).hasSize(10_000).extracting(Instrument::key).doesNotHaveDuplicates();
        assertThat(instruments.get(0).key()).isEqualTo("SIM|USDM|BTCUSDT");
        assertThat(instruments).allMatch(it -> it.market() == Market.USDM && it.isShortable() && !it.isInverse());
        assertThat(instruments)
                .allMatch(it -> it.tickSize().scale() >= 0 && it.lotSize().scale() >= 0);
    }

    @Test
    void thousandInstrumentsRun() {
        SimulationConfig thousand = CONFIG.withInstruments(1_000);
        MarketSimulator simulator = new MarketSimulator(thousand, 5, START_MS);
        Set<String> seen = new HashSet<>();

        long lastMs = 0;
        for (int i = 0; i < 50_000; i++) {
            MarketEvent event = simulator.next();
            seen.add(event.instrument());
            lastMs = event.feedTimeMs();
        }

        assertThat(seen).hasSize(1_000);
        assertThat(lastMs).isGreaterThan(START_MS + 5_000);
    }

    private static long digest(MarketSimulator simulator, int count) {
        long digest = 17;
        for (int i = 0; i < count; i++) {
            MarketEvent event = simulator.next();
            digest = digest * 31 + event.instrument().hashCode();
            digest = digest * 31 + event.kind().name().hashCode();
            digest = digest * 31 + event.feedTimeMs();
            digest = digest * 31 + event.exchangeTimeMs();
            digest = digest * 31 + payloadDigest(event);
        }
        return digest;
    }

    private static long payloadDigest(MarketEvent event) {
        return switch (event.kind()) {
            case TRADE -> event.trade().toString().hashCode();
            case QUOTE -> event.quote().toString().hashCode();
            case LIQUIDATION -> event.liquidation().toString().hashCode();
            case FUNDING -> event.funding().hashCode();
            case MARK_PRICE -> event.mark().hashCode();
            case OPEN_INTEREST -> event.openInterest().hashCode();
            case BOOK_SNAPSHOT, BOOK_DELTA -> 31
                            * (31 * Arrays.hashCode(event.book().bidTicks())
                                    + Arrays.hashCode(event.book().bidLots()))
                    + 31 * Arrays.hashCode(event.book().askTicks())
                    + Arrays.hashCode(event.book().askLots())
                    + event.book().lastUpdateId();
            case BAR, CALENDAR, HEARTBEAT, END, BOOK_GAP -> throw new AssertionError("no such message: " + event);
        };
    }
}
