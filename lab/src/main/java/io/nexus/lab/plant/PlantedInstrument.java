package io.nexus.lab.plant;

import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.OpenInterest;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One instrument with what is planted in it. Not thread-safe. */
final class PlantedInstrument {
    private final EventWriter out;
    private final PlantedBook book;
    private final Stage stage;
    private final Planter planter;
    private @Nullable Script script;

    PlantedInstrument(EventWriter out, PlantedBook book, Stage stage, Planter planter) {
        this.out = out;
        this.book = book;
        this.stage = stage;
        this.planter = planter;
    }

    Planter planter() {
        return planter;
    }

    /** Takes a message of the underlying market in: first happens what was due before it. */
    void take(MarketEvent event) {
        play(event.feedTimeMs());
        out.follow(event);
        pass(event);
        if (script == null && book.hasTouch()) {
            script = planter.next(stage, event.feedTimeMs());
        }
    }

    private void play(long untilMs) {
        while (script != null && script.nextMs() <= untilMs) {
            out.moveTo(script.nextMs());
            Consumer<Stage> what = script.take();
            if (what != null && book.hasTouch()) {
                what.accept(stage);
            }
            if (script.nextMs() == Long.MAX_VALUE) {
                script = null;
            }
        }
    }

    private void pass(MarketEvent event) {
        BookUpdate update = event.book();
        Quote quote = event.quote();
        Trade trade = event.trade();
        OpenInterest openInterest = event.openInterest();
        if (update != null && event.kind() == MarketEventKind.BOOK_SNAPSHOT) {
            book.snapshot(update);
        } else if (update != null) {
            book.delta(update);
        } else if (quote != null) {
            book.quote(quote);
        } else if (trade != null) {
            Trade seen = seen(trade);
            out.write(MarketEventKind.TRADE, seen);
            if (planter.isForced()) {
                out.write(
                        MarketEventKind.LIQUIDATION, new Liquidation(seen.priceTicks(), seen.lots(), seen.aggressor()));
            }
        } else if (openInterest != null) {
            out.write(MarketEventKind.OPEN_INTEREST, stage.seen(openInterest));
        } else {
            out.pass(event);
        }
    }

    private Trade seen(Trade trade) {
        Side aggressor = trade.aggressor();
        return new Trade(trade.tradeId(), book.tradeTicks(aggressor, trade.priceTicks()), trade.lots(), aggressor);
    }
}
