package io.nexus.testbed.venue;

import static io.nexus.testbed.venue.Tape.BTC;
import static io.nexus.testbed.venue.Tape.ETH;
import static io.nexus.testbed.venue.Tape.SPOT_BTC;
import static io.nexus.testbed.venue.Tape.START_MS;
import static io.nexus.testbed.venue.Tape.levels;
import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.binance.ApiKey;
import io.nexus.connectors.binance.BinanceAccess;
import io.nexus.connectors.binance.BinanceConfig;
import io.nexus.connectors.binance.BinanceExchange;
import io.nexus.connectors.binance.BinanceExchangeFactory;
import io.nexus.domain.account.AccountReport;
import io.nexus.domain.account.VenuePosition;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ClientOrderId;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.TimeInForce;
import io.nexus.domain.port.Exchange;
import io.nexus.domain.port.ExchangeException;
import io.nexus.domain.port.VenueOrder;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST client against the simulated exchange, over HTTP. */
final class ExchangeEndToEndTest {
    private static final String ACCOUNT = "SIM|USDM|main";

    @TempDir
    Path folder;

    private SimulatedExchange venue;
    private Exchange exchange;
    private int evaluation;

    @BeforeEach
    void start() {
        venue = start(0);
        exchange = client(Market.USDM, BinanceConfig.defaults());
    }

    @AfterEach
    void stop() {
        exchange.close();
        venue.close();
    }

    @Test
    void tellsAnOrderAsSubmittedUntilTheClockReachesItsMatchThenAsFilledWithItsExecutions() throws Exception {
        OrderIntent intent = entry(Side.BUY, 600_020, 7);

        OrderReport placed = get(exchange.place(intent));
        beat(100);
        OrderReport queried = get(exchange.query(intent));

        assertThat(placed.status()).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(queried.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(queried.filledLots()).isEqualTo(7);
        assertThat(queried.venueTimeMs()).isEqualTo(START_MS + 50);
        assertThat(queried.fills())
                .containsExactly(
                        new Fill(1, intent.clientOrderId(), Side.BUY, 600_010, 4, fee("0.12000200"), START_MS + 50),
                        new Fill(2, intent.clientOrderId(), Side.BUY, 600_020, 3, fee("0.09000300"), START_MS + 50));
    }

    @Test
    void answersWithTheFinalStatusWhenTheMatchComesWhileItWaits() throws Exception {
        stop();
        venue = start(5_000);
        exchange = client(Market.USDM, BinanceConfig.defaults());
        OrderIntent intent = entry(Side.SELL, 600_000, 9);

        CompletableFuture<OrderReport> placing = exchange.place(intent);
        while (venue.orders().isEmpty()) {
            Thread.onSpinWait();
        }
        beat(100);
        OrderReport report = get(placing);

        assertThat(report.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(report.filledLots()).isEqualTo(5);
        assertThat(report.fills()).hasSize(1);
    }

    @Test
    void tellsExpiredWithoutFillCanceledByUsAndPartiallyFilledApart() throws Exception {
        OrderIntent expired = entry(Side.BUY, 600_000, 2);
        OrderIntent resting = goodTillCanceled(Side.BUY, 600_010, 9);

        exchange.place(expired).join();
        exchange.place(resting).join();
        beat(100);
        OrderReport partial = get(exchange.query(resting));
        OrderReport canceling = get(exchange.cancel(resting));
        beat(200);
        OrderReport canceled = get(exchange.query(resting));

        assertThat(get(exchange.query(expired)).status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(partial.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(partial.fills()).hasSize(1);
        assertThat(canceling.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(canceled.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(canceled.filledLots()).isEqualTo(4);
    }

    @Test
    void reportsTheFillWhenACancelLosesTheRace() throws Exception {
        OrderIntent intent = entry(Side.BUY, 600_010, 2);
        exchange.place(intent).join();
        beat(100);

        OrderReport report = get(exchange.cancel(intent));

        assertThat(report.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(report.fills()).hasSize(1);
    }

    @Test
    void rejectsWithTheVenuesCodes() throws Exception {
        assertRejected(entry(Side.BUY, 600_010, 0x7fffffff), "-1013");
        assertRejected(with(entry(Side.BUY, 10, 1), OrderType.LIMIT, false), "-4164");
        assertRejected(entry(Side.BUY, 600_010, 2_000), "-2019");
        assertRejected(with(entry(Side.SELL, 600_000, 1), OrderType.MARKET, true), "-2022");
        assertRejected(withId(entry(Side.BUY, 600_010, 2), "no spaces allowed"), "-4015");
        assertThat(venue.orders()).isEmpty();
    }

    @Test
    void sendsNothingForAnInstrumentItDoesNotTrade() throws Exception {
        OrderIntent elsewhere = on(SPOT_BTC, "SIM|SPOT|main", entry(Side.BUY, 600_010, 1));

        assertThat(failureOf(exchange.place(elsewhere)).kind()).isEqualTo(ExchangeException.Kind.REFUSED);
        assertThat(venue.orders()).isEmpty();
    }

    @Test
    void rejectsASpotSellOfWhatIsNotThere() throws Exception {
        Exchange spot = client(Market.SPOT, BinanceConfig.defaults());
        OrderIntent sell = on(SPOT_BTC, "SIM|SPOT|main", entry(Side.SELL, 600_000, 1));

        OrderReport report = get(spot.place(sell));

        assertThat(report.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(report.error()).contains("-2010").contains("insufficient balance");
        spot.close();
    }

    @Test
    void takesADuplicateOfAnOpenOrderForTheOrderItself() throws Exception {
        OrderIntent intent = entry(Side.BUY, 600_010, 2);

        OrderReport first = get(exchange.place(intent));
        OrderReport second = get(exchange.place(intent));

        assertThat(second.status()).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(second.venueOrderId()).isEqualTo(first.venueOrderId());
        assertThat(venue.orderCountByClientOrderId()).containsEntry(intent.clientOrderId(), 1);
    }

    @Test
    void acceptsAUsedIdAgainOnceTheFirstOrderIsClosedAsVenuesDo() throws Exception {
        OrderIntent intent = entry(Side.BUY, 600_010, 2);
        exchange.place(intent).join();
        beat(100);

        OrderReport second = get(exchange.place(intent));

        assertThat(second.status()).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(venue.orderCountByClientOrderId()).containsEntry(intent.clientOrderId(), 2);
    }

    @Test
    void doesNotKnowWhatBecameOfAnOrderWhoseAnswerWasLostUntilItAsks() throws Exception {
        venue.setFaults(new VenueFaults(1, 0, 0));
        OrderIntent intent = entry(Side.BUY, 600_010, 2);

        OrderReport lost = get(exchange.place(intent));
        beat(100);
        OrderReport found = get(exchange.query(intent));

        assertThat(lost.status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(lost.error()).contains("no answer");
        assertThat(found.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(venue.orderCountByClientOrderId()).containsEntry(intent.clientOrderId(), 1);
    }

    @Test
    void doesNotKnowWhatBecameOfAnOrderAnsweredTooLate() throws Exception {
        venue.setFaults(new VenueFaults(0, 0, 400));
        BinanceConfig impatient = new BinanceConfig(100, 150, 2_000, 60_000, 600_000, 1_000, "USDT", 8);
        Exchange hasty = client(Market.USDM, impatient);
        OrderIntent intent = entry(Side.BUY, 600_010, 2);

        OrderReport late = get(hasty.place(intent));
        venue.setFaults(VenueFaults.NONE);
        OrderReport found = get(exchange.query(intent));

        assertThat(late.status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(found.status()).isEqualTo(OrderStatus.SUBMITTED);
        hasty.close();
    }

    @Test
    void treatsServerErrorsAsUnknownAndAMissingOrderAsNotFound() throws Exception {
        venue.setFaults(new VenueFaults(0, 1, 0));
        OrderIntent intent = entry(Side.BUY, 600_010, 2);

        OrderReport unavailable = get(exchange.place(intent));

        assertThat(unavailable.status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(unavailable.error()).contains("503");
        assertThat(failureOf(exchange.query(intent)).kind()).isEqualTo(ExchangeException.Kind.NOT_FOUND);
        assertThat(failureOf(exchange.cancel(intent)).kind()).isEqualTo(ExchangeException.Kind.NOT_FOUND);
    }

    @Test
    void reportsUnknownWhenNobodyListens() throws Exception {
        venue.close();

        OrderReport report = get(exchange.place(entry(Side.BUY, 600_010, 2)));

        assertThat(report.status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(failureOf(exchange.account(ACCOUNT, 0)).kind()).isEqualTo(ExchangeException.Kind.UNKNOWN);
    }

    @Test
    void tellsWalletPositionsAndFundingOfTheAccountOnTheVenuesClock() throws Exception {
        exchange.place(entry(Side.SELL, 600_000, 4)).join();
        long toFundingMs = 1_723_132_800_000L - START_MS;
        venue.onMarketEvent(Tape.funding(BTC, START_MS + 200, 0.0001));
        venue.onMarketEvent(Tape.mark(BTC, START_MS + 200, 60_000));
        beat(toFundingMs + 100);

        AccountReport all = get(exchange.account(ACCOUNT, 0));
        AccountReport later = get(exchange.account(ACCOUNT, START_MS + toFundingMs + 1));

        assertThat(all.wallet()).isEqualByComparingTo(venue.wallet(Market.USDM)).isEqualByComparingTo("99999.904");
        assertThat(all.positions()).containsExactly(new VenuePosition(BTC.key(), -4, new BigDecimal("60000")));
        assertThat(all.funding()).singleElement().satisfies(payment -> {
            assertThat(payment.amount()).isEqualByComparingTo("0.024");
            assertThat(payment.instrument()).isEqualTo(BTC.key());
        });
        assertThat(all.venueTimeMs()).isEqualTo(START_MS + toFundingMs + 100);
        assertThat(later.funding()).isEmpty();
    }

    @Test
    void tellsOurOrdersOfAllSymbolsSinceATimeWithTheirExecutionsPageByPage() throws Exception {
        Exchange paging = client(Market.USDM, new BinanceConfig(1_000, 3_000, 2_000, 60_000, 0, 2, "USDT", 1));
        OrderIntent bought = entry(Side.BUY, 600_020, 6);
        exchange.place(bought).join();
        exchange.place(on(ETH, ACCOUNT, entry(Side.BUY, 600_020, 1))).join();
        exchange.place(withId(entry(Side.BUY, 600_020, 1), "foreign")).join();
        beat(100);
        OrderIntent close = new OrderIntent(
                ACCOUNT,
                BTC.key(),
                ClientOrderId.close(bought.clientOrderId(), 1),
                bought.clientOrderId(),
                OrderPurpose.CLOSE,
                Side.SELL,
                OrderType.MARKET,
                TimeInForce.IOC,
                6,
                0,
                true,
                START_MS,
                START_MS,
                0,
                0,
                0,
                null,
                null);
        exchange.place(close).join();
        beat(200);

        List<VenueOrder> all = get(paging.ordersSince(ACCOUNT, 0));
        List<VenueOrder> late = get(paging.ordersSince(ACCOUNT, START_MS + 60));

        assertThat(all)
                .extracting(order -> order.intent().instrument())
                .containsExactly(BTC.key(), BTC.key(), ETH.key());
        assertThat(late).singleElement().satisfies(order -> {
            assertThat(order.intent().clientOrderId()).isEqualTo(close.clientOrderId());
            assertThat(order.intent().positionId()).isEqualTo(bought.clientOrderId());
            assertThat(order.intent().purpose()).isEqualTo(OrderPurpose.CLOSE);
            assertThat(order.intent().isReduceOnly()).isTrue();
            assertThat(order.report().status()).isEqualTo(OrderStatus.CANCELED);
            assertThat(order.report().fills()).extracting(Fill::lots).containsExactly(5L);
        });
        for (VenueOrder order : all) {
            OrderState state = new OrderState(order.intent());
            state.merge(order.report(), START_MS);
            assertThat(state.isSettled() || order.report().status() == OrderStatus.SUBMITTED)
                    .isTrue();
        }
        paging.close();
    }

    @Test
    void opensFromAFactoryThatHoldsNoSecret() throws Exception {
        BinanceAccess access = new BinanceAccess(venue.baseUrl(), Market.USDM, Tape.CATALOG, BinanceConfig.defaults());
        BinanceExchangeFactory factory =
                new BinanceExchangeFactory(access, keyFile().toString());

        try (Exchange opened = factory.open()) {
            assertThat(get(opened.account(ACCOUNT, 0)).wallet()).isEqualByComparingTo("100000");
        }
        assertThat(factory.toString()).doesNotContain(ApiKey.read(keyFile()).secret());
        assertThat(ApiKey.read(keyFile()).toString())
                .doesNotContain(ApiKey.read(keyFile()).secret());
        assertThat(Files.getPosixFilePermissions(keyFile())).hasSize(2);
    }

    @Test
    void refusesAWrongKeyAsARejectionNotAsADoubt() throws Exception {
        BinanceAccess access = new BinanceAccess(venue.baseUrl(), Market.USDM, Tape.CATALOG, BinanceConfig.defaults());
        Exchange stranger = new BinanceExchange(access, new ApiKey("stranger", "guess"), System::currentTimeMillis);

        OrderReport report = get(stranger.place(entry(Side.BUY, 600_010, 1)));

        assertThat(report.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(report.error()).contains("-2015");
        assertThat(failureOf(stranger.account(ACCOUNT, 0)).kind()).isEqualTo(ExchangeException.Kind.REFUSED);
        stranger.close();
    }

    @Test
    void followsTheServersClockWhenItsOwnIsWrong() throws Exception {
        BinanceAccess access = new BinanceAccess(venue.baseUrl(), Market.USDM, Tape.CATALOG, BinanceConfig.defaults());
        ApiKey key = ApiKey.read(keyFile());
        Exchange late = new BinanceExchange(access, key, () -> System.currentTimeMillis() - 3_600_000);

        assertThat(get(late.account(ACCOUNT, 0)).wallet()).isEqualByComparingTo("100000");
        late.close();
    }

    private SimulatedExchange start(long answerWaitWallMs) {
        SimulatedExchangeConfig config = new SimulatedExchangeConfig(
                0, keyFile().toString(), "", 100_000, "USDT", 50, answerWaitWallMs, 5_000, 8 * 3_600_000L, 0, 8);
        SimulatedExchange started = SimulatedExchange.start(config, Tape.CATALOG);
        for (Instrument instrument : List.of(BTC, ETH, SPOT_BTC)) {
            started.onMarketEvent(
                    Tape.snapshot(instrument, START_MS, 10, levels(600_000, 5), levels(600_010, 4, 600_020, 6)));
        }
        return started;
    }

    private Exchange client(Market market, BinanceConfig config) {
        return new BinanceExchange(
                new BinanceAccess(venue.baseUrl(), market, Tape.CATALOG, config),
                ApiKey.read(keyFile()),
                System::currentTimeMillis);
    }

    private Path keyFile() {
        return folder.resolve("venue.key");
    }

    private void beat(long afterStartMs) {
        venue.onMarketEvent(Tape.heartbeat(START_MS + afterStartMs));
    }

    private void assertRejected(OrderIntent intent, String code) throws Exception {
        OrderReport report = get(exchange.place(intent));
        assertThat(report.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(report.error()).contains(code);
        assertThat(report.venueTimeMs()).isEqualTo(intent.createdAtMs());
    }

    private OrderIntent entry(Side side, long ticks, long lots) {
        String id = ClientOrderId.entry("BTCUSDT", START_MS, ++evaluation);
        return new OrderIntent(
                ACCOUNT,
                BTC.key(),
                id,
                id,
                OrderPurpose.ENTRY,
                side,
                OrderType.LIMIT,
                TimeInForce.IOC,
                lots,
                ticks,
                false,
                START_MS,
                START_MS,
                0,
                evaluation,
                1_200_010,
                null,
                null);
    }

    private OrderIntent goodTillCanceled(Side side, long ticks, long lots) {
        return copy(entry(side, ticks, lots), TimeInForce.GTC, OrderType.LIMIT, false);
    }

    private static OrderIntent with(OrderIntent intent, OrderType type, boolean isReduceOnly) {
        return copy(intent, intent.timeInForce(), type, isReduceOnly);
    }

    private static OrderIntent copy(OrderIntent o, TimeInForce timeInForce, OrderType type, boolean isReduceOnly) {
        return new OrderIntent(
                o.account(),
                o.instrument(),
                o.clientOrderId(),
                o.positionId(),
                o.purpose(),
                o.side(),
                type,
                timeInForce,
                o.lots(),
                o.limitTicks(),
                isReduceOnly,
                o.createdAtMs(),
                o.triggeredAtMs(),
                o.triggerSentAtWallMs(),
                o.evaluation(),
                o.doubledMidTicks(),
                o.plan(),
                o.exitReason());
    }

    private static OrderIntent withId(OrderIntent o, String id) {
        return new OrderIntent(
                o.account(),
                o.instrument(),
                id,
                id,
                o.purpose(),
                o.side(),
                o.type(),
                o.timeInForce(),
                o.lots(),
                o.limitTicks(),
                o.isReduceOnly(),
                o.createdAtMs(),
                o.triggeredAtMs(),
                o.triggerSentAtWallMs(),
                o.evaluation(),
                o.doubledMidTicks(),
                o.plan(),
                o.exitReason());
    }

    private static OrderIntent on(Instrument instrument, String account, OrderIntent o) {
        return new OrderIntent(
                account,
                instrument.key(),
                o.clientOrderId(),
                o.positionId(),
                o.purpose(),
                o.side(),
                o.type(),
                o.timeInForce(),
                o.lots(),
                o.limitTicks(),
                o.isReduceOnly(),
                o.createdAtMs(),
                o.triggeredAtMs(),
                o.triggerSentAtWallMs(),
                o.evaluation(),
                o.doubledMidTicks(),
                o.plan(),
                o.exitReason());
    }

    private static BigDecimal fee(String amount) {
        return new BigDecimal(amount);
    }

    private static <T> T get(CompletableFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(10, TimeUnit.SECONDS);
    }

    private static ExchangeException failureOf(CompletableFuture<?> future) throws Exception {
        try {
            Object value = get(future);
            throw new AssertionError("did not fail but answered " + value);
        } catch (ExecutionException e) {
            return (ExchangeException) e.getCause();
        }
    }
}
