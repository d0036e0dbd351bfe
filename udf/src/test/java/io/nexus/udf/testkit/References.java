package io.nexus.udf.testkit;

import io.nexus.domain.instrument.Market;
import io.nexus.udf.market.Metric;
import io.nexus.udf.market.Reference;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** References that tests start percentiles from. */
public final class References {
    private References() {}

    /** One in which the thin market of a {@link Tape} is an ordinary one. */
    public static Reference ofThinMarkets() {
        Map<Market, Map<Metric, Reference.Shape>> markets = new EnumMap<>(Market.class);
        for (Market market : Market.values()) {
            Map<Metric, Reference.Shape> shapes = new EnumMap<>(Metric.class);
            for (Metric metric : Metric.values()) {
                shapes.put(metric, shape(market, metric));
            }
            markets.put(market, shapes);
        }
        return new Reference(Reference.VERSION, "for tests", List.of(), markets);
    }

    private static Reference.Shape shape(Market market, Metric metric) {
        return switch (metric) {
            case SPREAD_BPS, IMPACT_BPS -> new Reference.Shape("assumed", new double[] {0.02, 0.2, 1, 5, 50});
            case DEPTH_USD -> new Reference.Shape("assumed", new double[] {100, 1e3, 1e4, 1e6, 1e7});
            case VOLUME_60S_USD -> new Reference.Shape("assumed", new double[] {10, 100, 1e4, 1e6, 1e7});
            default -> Reference.shipped().shape(market, metric);
        };
    }
}
