package io.nexus.connectors.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nexus.connectors.binance.OrderReader.Executions;
import io.nexus.domain.account.AccountReport;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ClientOrderId;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.port.ExchangeException;
import io.nexus.domain.port.VenueOrder;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Reading Binance's payloads: recorded ones where they are at hand, and the documented shapes. */
final class OrderReaderTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RECORDED = "shared/data/fixtures/gocryptotrader/binance/testdata/http.json.gz";
    private static final Instrument LTC = instrument(Market.SPOT, "LTCBTC");
    private static final Instrument BTC = instrument(Market.USDM, "BTCUSDT");

    @Test
    void readsEveryRecordedSpotOrderOfQueryOpenOrdersAndHistory() throws IOException {
        JsonNode routes = recorded();

        List<OrderReport> reports = new ArrayList<>();
        for (String path : List.of("/api/v3/order", "/api/v3/openOrders", "/api/v3/allOrders")) {
            for (JsonNode call : routes.path(path).path("GET")) {
                JsonNode data = call.get("data");
                for (JsonNode order :
                        data.isArray() ? data : JSON.createArrayNode().add(data)) {
                    reports.add(OrderReader.report(LTC, order, List.of(), null));
                    assertThat(OrderReader.intent("BINANCE|SPOT|main", LTC, order)
                                    .side())
                            .isEqualTo(Side.BUY);
                }
            }
        }

        assertThat(reports).hasSizeGreaterThanOrEqualTo(5).allSatisfy(report -> {
            assertThat(report.status()).isEqualTo(OrderStatus.SUBMITTED);
            assertThat(report.filledLots()).isZero();
            assertThat(report.venueTimeMs()).isEqualTo(1499827319559L);
        });
        assertThat(reports).extracting(OrderReport::clientOrderId).contains("myOrder1", "eliteOrder");
    }

    @Test
    void readsTheRecordedSpotCancelByTheOrdersIdAndNotTheCancelsOwn() throws IOException {
        JsonNode canceled =
                recorded().path("/api/v3/order").path("DELETE").path(0).path("data");

        OrderReport report = OrderReader.report(LTC, canceled, List.of(), null);

        assertThat(report.clientOrderId()).isEqualTo("myOrder1");
        assertThat(report.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(report.filledLots()).isEqualTo(8_000);
        assertThat(report.venueTimeMs()).isEqualTo(1507725176595L);
    }

    @Test
    void readsTheRecordedSpotAccount() throws IOException {
        JsonNode account =
                recorded().path("/api/v3/account").path("GET").path(0).path("data");
        Symbols symbols = new Symbols(new InstrumentCatalog(List.of(instrument(Market.SPOT, "BTCUSDT"))), Market.SPOT);

        AccountReport report = new AccountReader(symbols, "USDT").report(account, List.of(), 17);

        assertThat(report.wallet()).isEqualByComparingTo("0");
        assertThat(report.positions()).isEmpty();
    }

    /** The example of Binance's documentation of USD-M userTrades. */
    @Test
    void readsADocumentedFuturesExecution() throws IOException {
        JsonNode trade = JSON.readTree(
                """
                {"buyer":false,"commission":"-0.07819010","commissionAsset":"USDT","id":698759,"maker":false,
                 "orderId":25851813,"price":"7819.01","qty":"0.002","quoteQty":"15.63802","realizedPnl":"-0.91539999",
                 "side":"SELL","positionSide":"SHORT","symbol":"BTCUSDT","time":1569514978020}""");

        Fill fill =
                OrderReader.executions(BTC, "NEXUS_x", List.of(trade)).fills().get(0);

        assertThat(fill)
                .isEqualTo(new Fill(
                        698759, "NEXUS_x", Side.SELL, 781_901, 2, new BigDecimal("-0.07819010"), 1569514978020L));
    }

    @Test
    void valuesACommissionInTheBaseAssetAtThePriceAndInATokenAsTheTakerFee() throws IOException {
        String trade =
                """
                {"id":1,"price":"100.00","qty":"0.010","commission":"0.0001","commissionAsset":"%s","time":5,
                 "isBuyer":true}""";

        Fill inBase = fill(JSON.readTree(trade.formatted("BTC")));
        Fill inToken = fill(JSON.readTree(trade.formatted("BNB")));

        assertThat(inBase.fee()).isEqualByComparingTo("0.01");
        assertThat(inToken.fee()).isEqualByComparingTo("0.0005");
    }

    @Test
    void mapsStatusesSoThatAPartlyFilledExpiryIsCanceled() {
        assertThat(OrderReader.status("NEW", 0)).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(OrderReader.status("PARTIALLY_FILLED", 1)).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(OrderReader.status("FILLED", 1)).isEqualTo(OrderStatus.FILLED);
        assertThat(OrderReader.status("CANCELED", 0)).isEqualTo(OrderStatus.CANCELED);
        assertThat(OrderReader.status("EXPIRED", 0)).isEqualTo(OrderStatus.EXPIRED);
        assertThat(OrderReader.status("EXPIRED", 1)).isEqualTo(OrderStatus.CANCELED);
        assertThat(OrderReader.status("EXPIRED_IN_MATCH", 0)).isEqualTo(OrderStatus.EXPIRED);
        assertThat(OrderReader.status("REJECTED", 0)).isEqualTo(OrderStatus.REJECTED);
        assertThatThrownBy(() -> OrderReader.status("MYSTERY", 0)).isInstanceOf(ExchangeException.class);
    }

    @Test
    void tellsClosesFromEntriesByTheirIdEvenWhenACounterLooksLikeASuffix() {
        String entry = ClientOrderId.entry("BTCUSDT", 1_729_432_567_000L, Long.parseLong("a1bx12", 36));
        String close = ClientOrderId.close(entry, 7);

        assertThat(ClientOrderId.positionOfClose(entry)).isNull();
        assertThat(ClientOrderId.positionOfClose(close)).isEqualTo(entry);
        assertThat(ClientOrderId.positionOfClose("NEXUS_")).isNull();
    }

    @Test
    void readsBackTheIntentOfAClose() throws IOException {
        JsonNode order = JSON.readTree(
                """
                {"clientOrderId":"NEXUS_BTCUSDT_1729432567_00000ax02","orderId":7,"origQty":"0.010","executedQty":"0",
                 "price":"60000.10","side":"SELL","status":"NEW","timeInForce":"IOC","type":"LIMIT","reduceOnly":true,
                 "time":11,"updateTime":12}""");

        VenueOrder read = new VenueOrder(
                OrderReader.intent("BINANCE|USDM|main", BTC, order), OrderReader.report(BTC, order, List.of(), null));

        assertThat(read.intent().positionId()).isEqualTo("NEXUS_BTCUSDT_1729432567_00000a");
        assertThat(read.intent().purpose()).isEqualTo(OrderPurpose.CLOSE);
        assertThat(read.intent().limitTicks()).isEqualTo(6_000_010);
        assertThat(read.intent().lots()).isEqualTo(10);
        assertThat(read.report().venueTimeMs()).isEqualTo(12);
    }

    @Test
    void namesTheFieldThatIsMissingAndRoundsWhatIsOffTheGridDown() throws IOException {
        JsonNode offGrid = JSON.readTree("{\"executedQty\":\"0.0019\"}");

        assertThat(OrderReader.filledLots(BTC, offGrid)).isEqualTo(1);
        assertThatThrownBy(() -> OrderReader.text(offGrid, "status"))
                .isInstanceOf(ExchangeException.class)
                .hasMessageContaining("status");
    }

    private static JsonNode recorded() throws IOException {
        Path file = null;
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(RECORDED))) {
                file = folder.resolve(RECORDED);
            }
        }
        assumeThat(file).as("recorded payloads are not here: " + RECORDED).isNotNull();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return JSON.readTree(in).get("routes");
        }
    }

    private static Instrument instrument(Market market, String symbol) {
        return new Instrument(
                Instrument.key("BINANCE", market, symbol),
                "BINANCE",
                market,
                symbol,
                new BigDecimal("0.01"),
                new BigDecimal("0.001"),
                1,
                1_000_000,
                new BigDecimal("5"),
                BigDecimal.ONE,
                false,
                market != Market.SPOT,
                new BigDecimal("0.0005"));
    }

    private static Fill fill(JsonNode trade) {
        return OrderReader.executions(BTC, "id", List.of(trade)).fills().get(0);
    }

    private static JsonNode trade(long id, String side, String price, String quantity, String commission)
            throws IOException {
        return JSON.readTree(
                """
                {"id": %d, "side": "%s", "price": "%s", "qty": "%s", "commission": "%s", "commissionAsset": "USDT", "time": 7}
                """
                        .formatted(id, side, price, quantity, commission));
    }

    /** What a round trip pays and gets is exact, whatever tick and lot can express of it. */
    @Test
    void booksExecutionsOffOurTickAndLotRoundedAgainstUsWithExactMoney() throws IOException {
        Executions bought = OrderReader.executions(
                BTC,
                "id",
                List.of(
                        trade(1, "BUY", "60000.555", "0.0015", "0.01"),
                        trade(2, "BUY", "60000.5", "0.0015", "0.01"),
                        trade(3, "BUY", "60000.5", "0.0004", "0.01")));
        Executions sold = OrderReader.executions(BTC, "id", List.of(trade(4, "SELL", "59999.955", "0.0034", "0.02")));

        assertThat(bought.fills()).extracting(Fill::lots).containsExactly(1L, 2L);
        assertThat(bought.fills().get(0).priceTicks()).isEqualTo(6_000_056);
        assertThat(sold.fills()).extracting(Fill::lots).containsExactly(3L);
        assertThat(sold.fills().get(0).priceTicks()).isEqualTo(5_999_995);
        assertThat(bought.remark()).contains("execution 1 of 0.0015 at 60000.555 is off our tick 0.01 or lot 0.001");
        assertThat(OrderReader.executions(BTC, "id", List.of(trade(1, "BUY", "60000.5", "0.001", "0")))
                        .remark())
                .isNull();
        BigDecimal booked = bought.fills().stream()
                .map(fill -> BTC.notional(fill.priceTicks(), fill.lots()).add(fill.fee()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        // 60000.555 * 0.0015 + 60000.5 * 0.0015 + two fees; the third execution waits for a whole lot
        assertThat(booked).isEqualByComparingTo("180.0215825");
        Fill sale = sold.fills().get(0);
        assertThat(BTC.notional(sale.priceTicks(), sale.lots()).subtract(sale.fee()))
                .isEqualByComparingTo("203.979847");
    }
}
