package io.nexus.udf.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.Governance;
import io.nexus.domain.decision.Candidate;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.models.input.ConstantInputs;
import io.nexus.models.input.InputDictionary;
import io.nexus.models.input.RoleInputIds;
import io.nexus.udf.input.RoleInputs;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RiskInputsTest {
    private static final int[] ROLES = {8, 9, 10, 11, 12, 39, 40, 41, 44, 46, 54, 56, 57, 58, 59};
    private static final RoleInputs<RiskView> ALL =
            new RoleInputs<>(List.copyOf(RiskInputs.SITE.knownIds()), RiskInputs.SITE);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final InstrumentCatalog catalog = Books.catalog();
    private final RiskEngine engine = Books.engine();
    private final RiskView view = new RiskView(Books.CONFIG);
    private final Map<String, HourlyCloses> closes = new HashMap<>();
    private AccountControl control = Books.active();

    private double[] show(RiskBook book, Candidates entry) {
        Candidate candidate = entry.build();
        Instrument instrument = catalog.get(candidate.instrument());
        Valuation value = Valuation.of(book, catalog);
        view.show(book, value, candidate, instrument, control, closes::get);
        EntrySizing sizing = new EntrySizing(Books.CONFIG);
        view.propose(sizing.propose(candidate, instrument, control, value.equity(), 0.7));
        return ALL.of(view);
    }

    private static double value(double[] row, String id) {
        return row[ALL.ids().indexOf(id)];
    }

    @Test
    void knowsEveryInputOfItsRoles() {
        for (int role : ROLES) {
            assertThat(RoleInputs.ofRole(role, RiskInputs.SITE).ids()).isEqualTo(RoleInputIds.of(role));
        }
        assertThat(RiskInputs.SITE.knownIds()).containsAll(InputDictionary.marketIds());
    }

    @Test
    void anEmptyBookIsFlatAndUncorrelated() {
        double[] row = show(Books.empty(), Candidates.buy());

        for (String id :
                List.of("gross_exposure", "net_exposure", "drawdown", "daily_pnl", "recent_loss", "corr_max")) {
            assertThat(value(row, id)).as(id).isZero();
        }
        assertThat(value(row, "beta_btc")).isEqualTo(1);
        assertThat(value(row, "var_use")).isZero();
        assertThat(value(row, "side")).isEqualTo(1);
        // 2 % of equity, times the router's confidence of 0.8
        assertThat(value(row, "size_ratio")).isCloseTo(0.016, within(1e-12));
        // nothing of the market is carried: the schema's neutral value
        assertThat(value(row, "rsi14")).isEqualTo(50);
    }

    @Test
    void exposuresAreSharesOfEquity() {
        RiskBook book = Books.empty();
        // 20 lots of 0.001 at 60,000.0: 1,200 of 100,000, marked where it was bought
        Books.hold(engine, book, Books.ETH, Side.BUY, 20, 600_000);
        book.instrument(Books.ETH).touch(600_000, 600_001);

        double[] buy = show(book, Candidates.buy());
        double[] sell = show(book, Candidates.sell());

        assertThat(value(buy, "gross_exposure")).isCloseTo(0.012, within(1e-12));
        assertThat(value(buy, "net_exposure")).isCloseTo(0.012, within(1e-12));
        assertThat(value(sell, "net_exposure")).isCloseTo(-0.012, within(1e-12));
        assertThat(value(buy, "open_positions")).isEqualTo(1);
        assertThat(value(buy, "symbol_exposure")).isZero();
    }

    @Test
    void correlationHasTheSignOfWhatTheEntryAddsToTheBook() {
        RiskBook book = Books.empty();
        Books.hold(engine, book, Books.ETH, Side.BUY, 20, 600_000);
        book.instrument(Books.ETH).touch(600_000, 600_001);
        double[] returns = returns(new Random(3), 200, 0.01);
        closes.put(Books.BTC, Books.closes(returns));
        closes.put(Books.ETH, Books.closes(returns));

        double[] buy = show(book, Candidates.buy());
        double[] sell = show(book, Candidates.sell());

        for (String id : List.of("corr_book", "corr_book_24h", "corr_max", "corr_mean")) {
            assertThat(value(buy, id)).as(id).isCloseTo(1, within(1e-9));
            assertThat(value(sell, id)).as(id).isCloseTo(-1, within(1e-9));
        }
        assertThat(value(buy, "beta_btc")).isCloseTo(1, within(1e-9));
    }

    @Test
    void theOrderIsKnownOnceItIsProposed() {
        Candidate candidate = Candidates.buy().build();
        RiskBook book = Books.empty();
        Valuation value = Valuation.of(book, catalog);
        RoleInputs<RiskView> cost = RoleInputs.ofRole(12, RiskInputs.SITE);
        view.show(book, value, candidate, catalog.get(Books.BTC), control, closes::get);

        assertThat(cost.of(view)[0]).isZero();

        EntrySizing sizing = new EntrySizing(Books.CONFIG);
        Proposal proposal = sizing.propose(candidate, catalog.get(Books.BTC), control, value.equity(), 0.7);
        view.propose(proposal);

        assertThat(cost.of(view)[0]).isEqualTo(proposal.lots() / 1_000_000.0);
    }

    @Test
    void lossesAreAddedUpAndGainsAreNot() {
        RiskBook book = Books.empty();
        book.outcomesBps = new double[] {10, -20, 30, -5, 1};

        double[] row = show(book, Candidates.buy());

        assertThat(value(row, "recent_loss")).isEqualTo(25);
        assertThat(value(row, "last_outcome")).isEqualTo(1);
    }

    @Test
    void everyInputThatIsNoConstantMovesWithinItsRangeAndLeavesNoGarbage() {
        Random random = new Random(5);
        int width = ALL.width();
        double[] least = new double[width];
        double[] largest = new double[width];
        double[] row = new double[width];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        long allocated = 0;
        for (int i = 0; i < 2_000; i++) {
            RiskBook book = book(random);
            show(book, entry(random));
            long before = THREADS.getCurrentThreadAllocatedBytes();
            ALL.fill(view, row);
            allocated += i > 1_000 ? THREADS.getCurrentThreadAllocatedBytes() - before : 0;
            for (int at = 0; at < width; at++) {
                least[at] = Math.min(least[at], row[at]);
                largest[at] = Math.max(largest[at], row[at]);
            }
        }

        Set<String> still = new TreeSet<>();
        for (int at = 0; at < width; at++) {
            String id = ALL.ids().get(at);
            if (!(largest[at] > least[at])) {
                still.add(id);
            }
            assertThat(least[at])
                    .as(id)
                    .isGreaterThanOrEqualTo(InputDictionary.get(id).min());
            assertThat(largest[at])
                    .as(id)
                    .isLessThanOrEqualTo(InputDictionary.get(id).max());
        }
        Set<String> constant = new TreeSet<>(ConstantInputs.REASONS.keySet());
        constant.retainAll(ALL.ids());
        assertThat(still).isEqualTo(constant);
        assertThat(allocated).isZero();
    }

    private RiskBook book(Random random) {
        RiskBook book = Books.empty();
        closes.clear();
        double[] market = returns(random, 200, 0.01);
        closes.put(Books.BTC, Books.closes(market));
        for (int i = 0; i < random.nextInt(4); i++) {
            String instrument = Books.alt(i);
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            Books.hold(engine, book, instrument, side, 1 + random.nextInt(200), 600_000);
            book.instrument(instrument).touch(599_000 + random.nextInt(2_000), 602_000);
            double[] own = returns(random, 200, 0.01);
            for (int hour = 0; hour < own.length; hour++) {
                own[hour] += market[hour];
            }
            closes.put(instrument, Books.closes(own));
        }
        double[] entry = returns(random, 200, 0.01);
        for (int hour = 0; hour < entry.length; hour++) {
            entry[hour] += market[hour];
        }
        closes.put(Books.ETH, Books.closes(entry));
        book.peakEquity = BigDecimal.valueOf(100_000 + random.nextInt(5_000));
        book.dayEquity = BigDecimal.valueOf(98_000 + random.nextInt(4_000));
        book.weekEquity = BigDecimal.valueOf(98_000 + random.nextInt(4_000));
        book.outcomesBps = new double[] {random.nextInt(100) - 50, random.nextInt(100) - 50};
        book.lastTradeAtMs = Books.NOW - random.nextInt(40_000_000);
        control = Books.governed(Governance.identity(), 0);
        control = new AccountControl(
                control.trading(), 2, "id-2", control.governance(), 0, calibration(random.nextDouble()));
        return book;
    }

    private static Calibration calibration(double pWin) {
        int bins = StrategyId.COUNT * Calibration.BINS;
        double[] episodes = new double[bins];
        double[] wins = new double[bins];
        Arrays.fill(episodes, 10);
        Arrays.fill(wins, pWin);
        return new Calibration(episodes, wins, wins, wins, new double[StrategyId.COUNT * Calibration.QUANTILES], 0);
    }

    /** A candidate on ETH whose market is drawn within the ranges of the dictionary. */
    private static Candidates entry(Random random) {
        Candidates entry = random.nextBoolean() ? Candidates.buy() : Candidates.sell();
        entry.instrument = Books.ETH;
        entry.askTicks = 600_001L + random.nextInt(50);
        entry.spreadBps = random.nextDouble();
        entry.slope = random.nextGaussian();
        entry.volatility = random.nextDouble();
        entry.sizeFactor = random.nextBoolean() ? 1 : 0.5;
        entry.routerConfidence = random.nextDouble();
        entry.valueEstimateBps = random.nextGaussian();
        entry.pWin = random.nextDouble();
        entry.assessed = random.nextDouble();
        entry.marketInputs = market(random);
        return entry;
    }

    private static double[] market(Random random) {
        List<Double> values = new ArrayList<>();
        for (var definition : InputDictionary.MARKET) {
            double low = Math.max(-100, definition.min());
            double high = Math.min(100, definition.max());
            values.add(low + (high - low) * random.nextDouble());
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] returns(Random random, int count, double deviation) {
        double[] returns = new double[count];
        for (int i = 0; i < count; i++) {
            returns[i] = deviation * random.nextGaussian();
        }
        return returns;
    }
}
