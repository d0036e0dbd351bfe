package io.nexus.lab.facts;

import io.nexus.domain.book.OrderBook;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Quote;
import org.jspecify.annotations.Nullable;

/** Measures the ticks of one instrument inside a span of feed time; what comes before the span only builds the book. Not
 * thread-safe. */
final class TickMeter {
    private static final long SAMPLE_MS = 100;
    private static final long BIN_MS = 1_000;

    final Gaps gaps = new Gaps();
    final BookSamples samples = new BookSamples();
    final TouchFlow flow = new TouchFlow();
    private final Market market;
    private final long toMs;
    private final OrderBook book = new OrderBook();
    private long nextSampleMs;
    private long nextBinMs;
    private final long fromMs;
    private @Nullable Quote quote;

    /** A meter of the span [fromMs, toMs). */
    TickMeter(Market market, long fromMs, long toMs) {
        this.market = market;
        this.fromMs = fromMs;
        this.toMs = toMs;
        nextSampleMs = fromMs;
        nextBinMs = fromMs;
    }

    /** Takes a message; other kinds than trades, quotes and book updates pass by. */
    void take(MarketEvent event) {
        if (event.feedTimeMs() >= toMs || !isTick(event)) {
            return;
        }
        if (quote != null) {
            closeUntil(event.feedTimeMs(), quote);
        }
        if (event.feedTimeMs() >= fromMs) {
            gaps.take(event);
            if (event.trade() != null && quote != null) {
                flow.trade(quote, event.trade());
            }
        }
        update(event);
    }

    private static boolean isTick(MarketEvent event) {
        return event.trade() != null || event.quote() != null || event.book() != null;
    }

    private void closeUntil(long nowMs, Quote standing) {
        for (; nextSampleMs <= nowMs; nextSampleMs += SAMPLE_MS) {
            samples.sample(standing, book);
        }
        for (; nextBinMs <= nowMs; nextBinMs += BIN_MS) {
            flow.close((standing.bidTicks() + standing.askTicks()) / 2.0);
        }
    }

    private void update(MarketEvent event) {
        if (event.book() != null) {
            if (event.kind() == MarketEventKind.BOOK_SNAPSHOT) {
                book.applySnapshot(event.book(), market);
            } else {
                book.applyDelta(event.book(), market);
            }
        }
        if (event.quote() != null) {
            if (quote != null && event.feedTimeMs() >= fromMs) {
                flow.quote(quote, event.quote());
            }
            quote = event.quote();
        }
    }
}
