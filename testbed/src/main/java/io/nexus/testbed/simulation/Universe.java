package io.nexus.testbed.simulation;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The simulated venue's perpetuals: twenty known names first, then as many made by seed as asked for. */
final class Universe {
    static final String VENUE = "SIM";

    private static final String[] NAMES = {
        "BTC", "ETH", "SOL", "BNB", "XRP", "DOGE", "ADA", "AVAX", "LINK", "DOT",
        "TRX", "LTC", "BCH", "NEAR", "UNI", "APT", "ATOM", "FIL", "ARB", "OP"
    };
    private static final double[] PRICES = {
        64_250, 3_180, 152.4, 585.2, 0.5835, 0.1242, 0.4215, 31.52, 14.22, 6.115, 0.1283, 74.35, 412.6, 5.344, 8.412,
        8.935, 7.452, 4.633, 0.8215, 1.852
    };
    private static final double LOT_USD = 2;
    private static final BigDecimal TAKER_FEE_RATIO = new BigDecimal("0.0005");

    private Universe() {}

    static List<InstrumentProfile> of(SimulationConfig config, long seed) {
        int count = config.instruments();
        double tickBps = config.texture().tickBps();
        double activitySum = 0;
        for (int i = 0; i < count; i++) {
            activitySum += rawActivity(i);
        }
        List<InstrumentProfile> profiles = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double activity = rawActivity(i) * count / activitySum;
            profiles.add(profile(i, SeededRandom.of(seed, 1_000_000L + i), activity, tickBps));
        }
        return List.copyOf(profiles);
    }

    private static double rawActivity(int rank) {
        return Math.pow(rank + 3, -0.15);
    }

    private static InstrumentProfile profile(int rank, SeededRandom random, double activity, double tickBps) {
        boolean isNamed = rank < NAMES.length;
        double price = isNamed ? PRICES[rank] : Math.pow(10, random.between(-2, 3.5));
        String symbol = isNamed ? NAMES[rank] + "USDT" : String.format(Locale.ROOT, "X%05dUSDT", rank + 1);
        BigDecimal tick = gridStep(price * tickBps / 1e4);
        BigDecimal lot = plain(BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(LOT_USD / price))));
        long startTicks = Math.round(price / tick.doubleValue());
        double depthUsd = rank == 0 ? 3e6 : rank == 1 ? 2e6 : random.between(3e5, 9e5);
        double levelsWithin10Bps = 10 / (tick.doubleValue() / price * 1e4);
        double levelLots = depthUsd / levelsWithin10Bps / (price * lot.doubleValue());
        double beta = rank == 0 ? 1 : random.between(0.8, 1.3);
        double volatilityMultiple = rank == 0 ? 0.9 : random.between(0.95, 1.25);
        Instrument instrument = instrument(symbol, tick, lot, (long) (levelLots * 200));
        return new InstrumentProfile(instrument, startTicks, beta, volatilityMultiple, levelLots, activity);
    }

    private static Instrument instrument(String symbol, BigDecimal tick, BigDecimal lot, long maxLots) {
        return new Instrument(
                Instrument.key(VENUE, Market.USDM, symbol),
                VENUE,
                Market.USDM,
                symbol,
                tick,
                lot,
                1,
                maxLots,
                BigDecimal.valueOf(5),
                BigDecimal.ONE,
                false,
                true,
                TAKER_FEE_RATIO);
    }

    /** The step of the grid 1-2-5 nearest to a size, on a logarithmic scale. */
    static BigDecimal gridStep(double size) {
        int exponent = (int) Math.floor(Math.log10(size));
        double mantissa = size / Math.pow(10, exponent);
        int digit = mantissa < Math.sqrt(2) ? 1 : mantissa < Math.sqrt(10) ? 2 : mantissa < Math.sqrt(50) ? 5 : 10;
        return plain(BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent));
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
