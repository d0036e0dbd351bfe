package io.nexus.connectors.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.wire.InstrumentCodec;
import io.nexus.connectors.wire.RefusedException;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.OpenInterest;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.domain.skip.RejectReason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BinanceMessageParserTest {
    private static final String TRADE =
            "{'e':'trade','E':1723161255343,'s':'BTCUSDT','t':7,'p':'61837.60','q':'0.020','m':true}";

    private final RecordingCounts counts = new RecordingCounts();
    private final BinanceMessageParser parser = new BinanceMessageParser(
            InstrumentCodec.of(InstrumentFile.binance2024().get("BINANCE|USDM|BTCUSDT")), counts);

    private MarketEvent parse(String text) throws RefusedException {
        byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return parser.parse(bytes, 0, bytes.length, 100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'stream':'btcusdt@trade','data':TRADE}",
                "{'data':TRADE,'stream':'btcusdt@trade'}",
                "TRADE",
                "{'E':1723161255343,'s':'BTCUSDT','t':7,'p':'61837.60','q':'0.020','m':true,'e':'trade'}",
                "{'stream':'btcusdt@trade','data':{'e':'trade','E':1723161255343000,'s':'BTCUSDT','t':7,'p':'61837.60','q':'0.020','m':true}}"
            })
    void readsATradeOfCombinedAndRawStreams(String text) throws RefusedException {
        MarketEvent event = parse(text.replace("TRADE", TRADE));

        assertThat(event.kind()).isEqualTo(MarketEventKind.TRADE);
        assertThat(event.exchangeTimeMs()).isEqualTo(1_723_161_255_343L);
        assertThat(event.trade()).isEqualTo(new Trade(7, 618_376, 20, Side.SELL));
    }

    @Test
    void readsARawQuoteThatNamesNoEvent() throws RefusedException {
        assertThat(parse("{'u':5,'s':'BTCUSDT','b':'61837.60','B':'1.000','a':'61837.70','A':'2.000'}")
                        .quote())
                .isEqualTo(new Quote(5, 618_376, 1_000, 618_377, 2_000));
    }

    @Test
    void readsARawDepthUpdate() throws RefusedException {
        MarketEvent event = parse("{'e':'depthUpdate','E':5,'T':4,'s':'BTCUSDT','U':10,'u':12,'pu':9,"
                + "'b':[['61837.60','1.000']],'a':[]}");

        assertThat(event.kind()).isEqualTo(MarketEventKind.BOOK_DELTA);
        assertThat(event.book().previousUpdateId()).isEqualTo(9);
    }

    @Test
    void readsMarkPriceAndFundingFromOneMessage() throws RefusedException {
        MarketEvent event = parse("{'stream':'btcusdt@markPrice@1s','data':{'e':'markPriceUpdate','E':1723161255343,"
                + "'s':'BTCUSDT','p':'61839.12','P':'61800.00','i':'61841.5','r':'-0.00012','T':1723190400000}}");

        assertThat(event.mark()).isEqualTo(new MarkPrice(61_839.12, 61_841.5));
        assertThat(parser.second().funding()).isEqualTo(new FundingRate(-0.00012, 1_723_190_400_000L));
        assertThat(parser.second().exchangeTimeMs()).isEqualTo(1_723_161_255_343L);
        parse(TRADE);
        assertThat(parser.second()).isNull();
    }

    @Test
    void makesUpNoIndexAndNoFundingWhereThereIsNone() throws RefusedException {
        MarketEvent event = parse("{'stream':'btcusdt@markPrice','data':{'e':'markPriceUpdate','E':5,'s':'BTCUSDT',"
                + "'p':'61839.12','i':'61841.5','r':'','T':0}}");
        assertThat(event.kind()).isEqualTo(MarketEventKind.MARK_PRICE);
        assertThat(parser.second()).isNull();

        MarketEvent funded = parse("{'e':'markPriceUpdate','E':5,'s':'BTCUSDT','p':'61839.12','r':'0.0001','T':6}");
        assertThat(funded.kind()).isEqualTo(MarketEventKind.FUNDING);
    }

    @Test
    void readsForcedOrders() throws RefusedException {
        MarketEvent event = parse("{'stream':'btcusdt@forceOrder','data':{'e':'forceOrder','E':5,'o':{'s':'BTCUSDT',"
                + "'S':'SELL','o':'LIMIT','f':'IOC','q':'0.014','p':'61700.10','ap':'61711.3333','X':'FILLED',"
                + "'l':'0.010','z':'0.012','T':4}}}");

        assertThat(event.liquidation()).isEqualTo(new Liquidation(617_001, 12, Side.SELL));
    }

    @Test
    void readsOpenInterestOfRest() throws RefusedException {
        MarketEvent event = parse("{'openInterest':'10659.509','symbol':'BTCUSDT','time':1723161255343}");

        assertThat(event.openInterest()).isEqualTo(new OpenInterest(10_659_509));
        assertThat(event.exchangeTimeMs()).isEqualTo(1_723_161_255_343L);
    }

    @Test
    void countsATradeOnceThatComesAloneAndAggregated() throws RefusedException {
        String aggregate =
                "{'e':'aggTrade','E':5,'s':'BTCUSDT','a':3,'p':'61837.60','q':'0.050','f':7,'l':9,'T':4,'m':false}";

        assertThat(parse(aggregate).trade()).isEqualTo(new Trade(9, 618_376, 50, Side.BUY));
        assertThat(parse(TRADE)).isNull();
        assertThat(parse(TRADE.replace("'t':7", "'t':10")).trade().tradeId()).isEqualTo(10);
        assertThat(parse(aggregate.replace("'f':7,'l':9", "'f':10,'l':10"))).isNull();
        assertThat(counts.all()).containsEntry(RecordingCounts.REPEATED_TRADES, 2L);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = ';',
            value = {
                "{'stream':'btcusdt@kline_1m','data':{'e':'kline'}}; UNKNOWN_STREAM; unknown stream btcusdt@kline_1m",
                "{'e':'24hrTicker','E':5,'s':'BTCUSDT'}; UNKNOWN_STREAM; unknown event 24hrTicker",
                "{'s':'BTCUSDT','x':1}; UNKNOWN_STREAM; the message names no stream and no event",
                "{'result':null,'id':1}; UNKNOWN_STREAM; a response of the venue",
                "{'e':'trade','E':5,'s':'ETHUSDT','t':7}; UNKNOWN_INSTRUMENT; symbol ETHUSDT",
                "{'e':'forceOrder','E':5,'o':{'s':'ETHUSDT','S':'BUY'}}; UNKNOWN_INSTRUMENT; symbol ETHUSDT",
                "{'e':'forceOrder','E':5,'o':{'s':'BTCUSDT','S':'BUY','p':'1','q':'0'}}; BAD_QUANTITY; must be positive",
                "{'e':'markPriceUpdate','E':5,'s':'BTCUSDT','p':'x'}; BROKEN_JSON; p must be a decimal number",
                "{'e':'trade','E':5,'s':'BTCUSDT','t':7,'p':'60600.05','q':'0.001','X':'INSURANCE_FUND','m':true};"
                        + " NO_TRADE; X is INSURANCE_FUND, a trade's is MARKET",
                "{'e':'trade','E':5,'s':'BTCUSDT','t':7,'p':'0','q':'0','X':'NA','m':true}; NO_TRADE; X is NA",
                "{'e':'trade','E':5,'s':'BTCUSDT','t':7}; BROKEN_JSON; a field is missing"
            })
    void saysWhyAMessageIsRefused(String text, RejectReason reason, String detail) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(detail);
    }
}
