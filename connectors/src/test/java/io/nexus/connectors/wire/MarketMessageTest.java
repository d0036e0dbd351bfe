package io.nexus.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.skip.RejectReason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MarketMessageTest {
    private final MarketMessageWriter writer = new MarketMessageWriter(WireFixtures.CATALOG);
    private final MarketMessageReader reader = new MarketMessageReader(WireFixtures.CATALOG);

    private MarketEvent read(String payload) throws RefusedException {
        return reader.read(payload.getBytes(StandardCharsets.UTF_8), 1, 2);
    }

    @ParameterizedTest
    @MethodSource("io.nexus.connectors.wire.WireFixtures#oneOfEachKind")
    void readsBackWhatItWrote(MarketEvent event) throws RefusedException {
        byte[] payload = writer.write(event, 12);

        MarketEvent read = reader.read(payload, event.sequence(), event.sentAtWallMs());

        assertThat(read).usingRecursiveComparison().isEqualTo(event);
        assertThat(reader.sourceIndex()).isEqualTo(12);
    }

    @Test
    void writesPricesAndQuantitiesAsPeopleReadThem() {
        String payload = new String(writer.write(WireFixtures.trade(617_736, 20), 0), StandardCharsets.UTF_8);

        assertThat(payload)
                .isEqualTo("{\"kind\":\"TRADE\",\"feedTimeMs\":1723161256172,\"exchangeTimeMs\":1723161257442,"
                        + "\"instrument\":\"BINANCE|USDM|BTCUSDT\",\"trade\":{\"id\":77,\"price\":\"61773.6\","
                        + "\"quantity\":\"0.020\",\"aggressor\":\"SELL\"}}");
    }

    @Test
    void sharesOneKeyAmongTheEventsOfAnInstrument() throws RefusedException {
        MarketEvent event = reader.read(writer.write(WireFixtures.trade(1, 1), 0), 1, 1);

        assertThat(event.instrument()).isSameAs(WireFixtures.BTC.key());
    }

    @Test
    void skipsFieldsItDoesNotKnow() throws RefusedException {
        MarketEvent event =
                read("{\"new\":{\"a\":[1]},\"kind\":\"END\",\"feedTimeMs\":5,\"instrument\":\"BINANCE|USDM|BTCUSDT\"}");

        assertThat(event.feedTimeMs()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "no json # BROKEN_JSON",
                "[] # BROKEN_JSON",
                "{'kind':'END','feedTimeMs':5,'instrument':'BINANCE|USDM|BTCUSDT'} {} # BROKEN_JSON",
                "{'kind':'END','feedTimeMs':5,'instrument':'BINANCE|USDM|BTCUSDT' # BROKEN_JSON",
                "{'kind':'TRADE','feedTimeMs':5,'instrument':'BINANCE|USDM|BTCUSDT'} # BROKEN_JSON",
                "{'kind':'TRADE','feedTimeMs':5} # BROKEN_JSON",
                "{'kind':'WINK','feedTimeMs':5} # BROKEN_JSON",
                "{'kind':'HEARTBEAT','feedTimeMs':-5} # BROKEN_JSON",
                "{'kind':'HEARTBEAT','feedTimeMs':5,'mark':{'mark':1,'index':1}} # BROKEN_JSON",
                "{'kind':'END','feedTimeMs':5,'instrument':'BINANCE|USDM|NOPE'} # UNKNOWN_INSTRUMENT",
                "{'kind':'TRADE','feedTimeMs':5,'trade':{'id':1}} # BROKEN_JSON",
                "{'kind':'TRADE','feedTimeMs':5,'instrument':'BINANCE|USDM|BTCUSDT','trade':{'id':1}} # BROKEN_JSON",
                "{'kind':'TRADE','feedTimeMs':5,'instrument':'BINANCE|USDM|BTCUSDT','trade':{'id':1,'price':1}} # BROKEN_JSON",
                "{'kind':'TRADE','feedTimeMs':5,'instrument':'BINANCE|USDM|BTCUSDT','trade':{'id':1,'price':'1.05'}} # BAD_PRICE",
                "{'kind':'TRADE','feedTimeMs':5,'instrument':'BINANCE|USDM|BTCUSDT','trade':{'id':1,'quantity':'1.0005'}} # BAD_QUANTITY",
            })
    void refusesWhatIsNoMessageOfTheSchema(String payload, RejectReason reason) {
        assertThatThrownBy(() -> read(payload.replace('\'', '"')))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
