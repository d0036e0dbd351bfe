package io.nexus.benchmarks;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.intake.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a message costs Layers 1 and 2 in one thread as instruments become more, their activity falling by Zipf's law from that of
 * the feed's busiest instrument. Every instrument's windows of five minutes are full before anything is measured. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms10g", "-Xmx10g"})
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class UniverseBenchmark {
    private static final int READ = 500_000;
    private static final int MESSAGES = 100_000;
    private static final long WARM_MS = 330_000;

    @Param({"10", "100", "1000", "10000"})
    int instruments;

    private ZipfFeed feed;
    private Desks desks;
    private List<Stamped> messages = List.of();

    @SuppressWarnings("NullAway.Init") // set up by the framework
    public UniverseBenchmark() {}

    @Setup(Level.Trial)
    public void warm() {
        FeedInMemory read = new FeedInMemory(MESSAGES, READ);
        List<MarketEvent> stream = busiest(read);
        Instrument model = read.instruments().get(stream.get(0).instrument());
        List<Instrument> universe = new ArrayList<>();
        for (int i = 0; i < instruments; i++) {
            universe.add(named(model, "S" + i));
        }
        feed = new ZipfFeed(stream, universe, new Intake(read.config().intake()));
        desks = new Desks(read.config(), new InstrumentCatalog(universe));
        long endMs = stream.get(0).feedTimeMs() + WARM_MS;
        for (Stamped message = feed.next(); message.feedTimeMs() < endMs; message = feed.next()) {
            desks.take(message);
        }
    }

    @Setup(Level.Iteration)
    public void deal() {
        messages = feed.next(MESSAGES);
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long message() {
        long passing = 0;
        for (int i = 0; i < MESSAGES; i++) {
            passing += desks.take(messages.get(i));
        }
        return passing;
    }

    /** The messages of the instrument that has most of them. */
    private static List<MarketEvent> busiest(FeedInMemory read) {
        List<MarketEvent> best = List.of();
        for (Instrument instrument : read.instruments().all()) {
            List<MarketEvent> own = read.messages().stream()
                    .filter(stamped -> stamped.instrument().equals(instrument.key()))
                    .map(stamped -> Objects.requireNonNull(stamped.market()))
                    .filter(event -> event.trade() != null || event.quote() != null || event.book() != null)
                    .toList();
            best = own.size() > best.size() ? own : best;
        }
        return best;
    }

    private static Instrument named(Instrument model, String symbol) {
        return new Instrument(
                Instrument.key(model.venue(), model.market(), symbol),
                model.venue(),
                model.market(),
                symbol,
                model.tickSize(),
                model.lotSize(),
                model.minLots(),
                model.maxLots(),
                model.minNotional(),
                model.contractMultiplier(),
                model.isInverse(),
                model.isShortable(),
                model.takerFeeRatio());
    }
}
