package io.nexus.udf.testkit;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.StampedKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads the recorded Binance files for tests of the layers, just enough of their JSON: one line, one message. */
public final class RecordedTape {
    private final Instrument instrument;
    private final List<Stamped> records = new ArrayList<>();
    private long sequence;
    private long evaluation;
    private long lastEvaluationMs;
    private long feedTimeMs;

    private RecordedTape(Instrument instrument) {
        this.instrument = instrument;
    }

    /** The folder of the recordings, from a module's or the project's root. */
    public static Path folder() {
        Path fromModule = Path.of("../../shared/data/ticks/binance-2024-08-08");
        return Files.isDirectory(fromModule) ? fromModule : Path.of("../shared/data/ticks/binance-2024-08-08");
    }

    public static List<Stamped> read(Instrument instrument, String... files) throws IOException {
        RecordedTape tape = new RecordedTape(instrument);
        for (String file : files) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(folder().resolve(file))), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    tape.add(line);
                }
            }
        }
        tape.stamp(MarketEventKind.END, MarketEvent.NO_EXCHANGE_TIME, null, null, null);
        return tape.records;
    }

    private void add(String line) {
        feedTimeMs = Math.max(feedTimeMs, Long.parseLong(line.substring(0, line.indexOf(' '))) / 1_000_000);
        long exchangeMs = line.contains("\"E\":") ? number(line, "\"E\":") : MarketEvent.NO_EXCHANGE_TIME;
        boolean isNoTrade = line.contains("\"X\":") && !line.contains("\"X\":\"MARKET\"");
        if (line.contains("\"e\":\"trade\"") && isNoTrade) {
            return;
        }
        if (line.contains("\"e\":\"trade\"")) {
            Side aggressor = line.contains("\"m\":true") ? Side.SELL : Side.BUY;
            Trade trade = new Trade(number(line, "\"t\":"), ticks(line, "\"p\":\""), lots(line, "\"q\":\""), aggressor);
            stamp(MarketEventKind.TRADE, exchangeMs, trade, null, null);
        } else if (line.contains("bookTicker")) {
            Quote quote = new Quote(
                    number(line, "\"u\":"),
                    ticks(line, "\"b\":\""),
                    lots(line, "\"B\":\""),
                    ticks(line, "\"a\":\""),
                    lots(line, "\"A\":\""));
            stamp(MarketEventKind.QUOTE, exchangeMs, null, quote, null);
        } else if (line.contains("depthUpdate")) {
            long last = number(line, "\"u\":");
            long previous = line.contains("\"pu\":") ? number(line, "\"pu\":") : 0;
            BookUpdate update = book(line, new long[] {number(line, "\"U\":"), last, previous}, "\"b\":[", "\"a\":[");
            stamp(MarketEventKind.BOOK_DELTA, exchangeMs, null, null, update);
        } else if (line.contains("lastUpdateId")) {
            long id = number(line, "\"lastUpdateId\":");
            stamp(
                    MarketEventKind.BOOK_SNAPSHOT,
                    exchangeMs,
                    null,
                    null,
                    book(line, new long[] {id, id, 0}, "\"bids\":[", "\"asks\":["));
        }
    }

    private BookUpdate book(String line, long[] ids, String bidsName, String asksName) {
        long[][] bids = levels(line, bidsName);
        long[][] asks = levels(line, asksName);
        return new BookUpdate(ids[0], ids[1], ids[2], bids[0], bids[1], asks[0], asks[1]);
    }

    private long[][] levels(String line, String name) {
        int from = line.indexOf(name) + name.length();
        if (line.charAt(from) == ']') {
            return new long[][] {new long[0], new long[0]};
        }
        String[] pairs = line.substring(from + 1, line.indexOf("]]", from)).split("\\],\\[", -1);
        long[] ticks = new long[pairs.length];
        long[] lots = new long[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            int comma = pairs[i].indexOf(',');
            ticks[i] = scaled(pairs[i].substring(1, comma - 1), instrument.tickSize());
            lots[i] = scaled(pairs[i].substring(comma + 2, pairs[i].length() - 1), instrument.lotSize());
        }
        return new long[][] {ticks, lots};
    }

    private static long number(String line, String name) {
        int from = line.indexOf(name) + name.length();
        int to = from;
        while (Character.isDigit(line.charAt(to))) {
            to++;
        }
        return Long.parseLong(line.substring(from, to));
    }

    private long ticks(String line, String name) {
        return scaled(text(line, name), instrument.tickSize());
    }

    private long lots(String line, String name) {
        return scaled(text(line, name), instrument.lotSize());
    }

    private static String text(String line, String name) {
        int from = line.indexOf(name) + name.length();
        return line.substring(from, line.indexOf('"', from));
    }

    private static long scaled(String text, BigDecimal step) {
        return new BigDecimal(text).divideToIntegralValue(step).longValueExact();
    }

    private void stamp(MarketEventKind kind, long exchangeMs, Trade trade, Quote quote, BookUpdate book) {
        MarketEvent event = new MarketEvent(
                kind,
                instrument.key(),
                ++sequence,
                feedTimeMs,
                exchangeMs,
                feedTimeMs,
                false,
                Freshness.FRESH,
                trade,
                quote,
                book,
                null,
                null,
                null,
                null,
                null,
                null);
        boolean evaluates = kind != MarketEventKind.END && feedTimeMs - lastEvaluationMs >= 100;
        if (evaluates) {
            lastEvaluationMs = feedTimeMs;
            evaluation++;
        }
        records.add(new Stamped(
                StampedKind.MARKET,
                instrument.key(),
                event,
                null,
                evaluates ? evaluation : 0,
                null,
                false,
                Tape.CONTROL,
                feedTimeMs,
                0));
    }

    public static Instrument instrument(Market market, String symbol, String tick, String lot) {
        return new Instrument(
                Instrument.key("BINANCE", market, symbol),
                "BINANCE",
                market,
                symbol,
                new BigDecimal(tick),
                new BigDecimal(lot),
                1,
                1_000_000_000,
                new BigDecimal("5"),
                new BigDecimal(market == Market.COINM ? "100" : "1"),
                market == Market.COINM,
                market != Market.SPOT,
                new BigDecimal("0.0005"));
    }
}
