package io.nexus.lab.facts;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured of one instrument: the facts, and figures that explain them. Not thread-safe. */
final class StylizedFacts {
    static final double TAIL_RATIO = 0.05;
    static final int MEMORY_LAGS = 10;

    private static final int SAMPLE_BLOCK = 100;
    private static final int MESSAGE_BLOCK = 500;
    private static final int ORDER_BLOCK = 50;
    private static final int SECOND_BLOCK = 10;
    private static final int MINUTE_BLOCK = 240;

    final Map<Fact, FactSeries> facts = new EnumMap<>(Fact.class);
    /** By name with unit. */
    final Map<String, Double> figures = new LinkedHashMap<>();

    static StylizedFacts ofTicks(TickMeter meter) {
        StylizedFacts measured = new StylizedFacts();
        measured.addBook(meter.samples);
        measured.addGaps(meter.gaps);
        measured.addFlow(meter.flow);
        return measured;
    }

    /** Facts of logarithmic returns over one minute each, in bp. */
    static StylizedFacts ofMinuteReturns(double[] returnsBps) {
        StylizedFacts measured = new StylizedFacts();
        Series series = new Series(returnsBps);
        measured.add(
                Fact.TAIL_INDEX,
                series,
                it -> Estimators.tailIndex(Estimators.absolute(it[0]), TAIL_RATIO),
                MINUTE_BLOCK);
        measured.add(
                Fact.VOLATILITY_MEMORY,
                series,
                it -> Estimators.memory(Estimators.absolute(it[0]), MEMORY_LAGS),
                MINUTE_BLOCK);
        double[] sizes = Estimators.absolute(returnsBps);
        measured.figures.put("minuteReturnDeviationBps", Estimators.deviation(returnsBps));
        measured.figures.put("absoluteReturnAutocorrelationLag1", Estimators.autocorrelation(sizes, 1));
        measured.figures.put("absoluteReturnAutocorrelationLag10", Estimators.autocorrelation(sizes, MEMORY_LAGS));
        measured.figures.put("minutes", (double) returnsBps.length);
        return measured;
    }

    /** Every fact by its key and every figure by its name. */
    Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>(figures);
        facts.forEach((fact, series) -> numbers.put(fact.key(), series.value()));
        return numbers;
    }

    private void addBook(BookSamples samples) {
        double[] spreadBps = samples.spreadBps.toArray();
        add(Fact.SPREAD, new Series(spreadBps), it -> Estimators.mean(it[0]), SAMPLE_BLOCK);
        figures.put("spreadMedianBps", Estimators.median(spreadBps));
        figures.put("spreadMeanTicks", Estimators.mean(samples.spreadTicks.toArray()));
        double[][] logLots = new double[samples.logLots.length][];
        for (int i = 0; i < logLots.length; i++) {
            logLots[i] = samples.logLots[i].toArray();
        }
        add(Fact.LEVEL_SIZES, new Series(logLots), StylizedFacts::pooledDeviation, SAMPLE_BLOCK);
        double[][] touch = {logLots[0], logLots[BookSamples.LEVELS]};
        figures.put("touchSizeLogDeviation", pooledDeviation(touch));
    }

    /** Of several columns around their own means. */
    static double pooledDeviation(double[][] columns) {
        double variance = 0;
        for (double[] column : columns) {
            double deviation = Estimators.deviation(column);
            variance += deviation * deviation / columns.length;
        }
        return Math.sqrt(variance);
    }

    private void addGaps(Gaps gaps) {
        double[] messageGapsMs = gaps.messageGapsMs.toArray();
        double[] orderGapsMs = gaps.orderGapsMs.toArray();
        double[] signs = gaps.orderSigns.toArray();
        add(Fact.ARRIVAL_GAPS, new Series(messageGapsMs), it -> Estimators.variation(it[0]), MESSAGE_BLOCK);
        figures.put("messageGapMeanMs", Estimators.mean(messageGapsMs));
        figures.put("orderGapMeanMs", Estimators.mean(orderGapsMs));
        figures.put("orderGapVariation", Estimators.variation(orderGapsMs));
        add(Fact.SIGN_MEMORY, new Series(signs), it -> Estimators.autocorrelation(it[0], 1), ORDER_BLOCK);
        figures.put("signAutocorrelationLag10", Estimators.autocorrelation(signs, 10));
        figures.put("orders", (double) signs.length);
    }

    private void addFlow(TouchFlow flow) {
        double[] imbalance = flow.imbalanceLots.toArray();
        double[] change = flow.midChangeTicks.toArray();
        add(Fact.OFI_RETURN, new Series(imbalance, change), it -> Estimators.rSquared(it[0], it[1]), SECOND_BLOCK);
        figures.put("ofiReturnR2Of10s", Estimators.rSquared(tens(imbalance), tens(change)));
        figures.put("midChangeDeviationTicks", Estimators.deviation(change));
        Series lots = new Series(flow.leftLots.toArray(), flow.tradedLots.toArray());
        add(Fact.CANCEL_TO_TRADE, lots, it -> Estimators.mean(it[0]) / Estimators.mean(it[1]) - 1, SECOND_BLOCK);
        figures.put("seconds", (double) change.length);
    }

    private static double[] tens(double[] seconds) {
        double[] tens = new double[seconds.length / 10];
        for (int i = 0; i < 10 * tens.length; i++) {
            tens[i / 10] += seconds[i];
        }
        return tens;
    }

    private void add(Fact fact, Series series, Series.Statistic statistic, int blockRows) {
        facts.put(fact, new FactSeries(series, statistic, blockRows));
    }
}
