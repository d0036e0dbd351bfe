package io.nexus.udf.market;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nexus.domain.instrument.Market;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Distributions of the metrics per market type, from which percentiles start until an instrument has samples of its own.
 *
 * @param version of the format and of what the metrics mean
 * @param fitted when and from which share of each source, for people
 * @param sources what they were fitted to, for people: recording or bars, span in UTC, samples
 * @param markets a shape per market type and metric, none left out */
public record Reference(
        int version, String fitted, List<String> sources, Map<Market, Map<Metric, Reference.Shape>> markets) {
    public static final int VERSION = 1;
    private static final String RESOURCE = "/reference-histograms.json";
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** A distribution by its quantiles.
     *
     * @param from what told it: {@code ticks}, {@code bars}, {@code ticks and bars}, {@code ticks of other market types}, or
     *     {@code assumed}
     * @param quantiles at even shares from 0 to 1, not falling, two or more */
    public record Shape(String from, double[] quantiles) {
        public Shape {
            boolean isRising = quantiles.length >= 2;
            for (int i = 0; i < quantiles.length; i++) {
                isRising &= Double.isFinite(quantiles[i]) && (i == 0 || quantiles[i] >= quantiles[i - 1]);
            }
            if (!isRising) {
                throw new IllegalArgumentException(
                        "quantiles must be two or more finite numbers that do not fall, were "
                                + Arrays.toString(quantiles));
            }
        }

        /** Share of the distribution below a value, 0 to 1; between quantiles in proportion, equal ones counted half. */
        public double rank(double value) {
            int below = 0;
            int notAbove = 0;
            for (double quantile : quantiles) {
                below += quantile < value ? 1 : 0;
                notAbove += quantile <= value ? 1 : 0;
            }
            int last = quantiles.length - 1;
            if (below == 0 || below > last || notAbove > below) {
                return Math.min(1, Math.max(0, (below + notAbove - 1) / 2.0 / last));
            }
            double low = quantiles[below - 1];
            return (below - 1 + (value - low) / (quantiles[below] - low)) / last;
        }
    }

    public Reference {
        if (version != VERSION) {
            throw new IllegalArgumentException("reference must be of version " + VERSION + ", was " + version);
        }
        for (Market type : Market.values()) {
            Map<Metric, Shape> shapes = markets.getOrDefault(type, Map.of());
            for (Metric metric : Metric.values()) {
                if (!shapes.containsKey(metric)) {
                    throw new IllegalArgumentException("the reference lacks " + metric + " of " + type);
                }
            }
        }
    }

    /** The reference that ships with NEXUS. */
    public static Reference shipped() {
        return Shipped.REFERENCE;
    }

    /** Reads a reference as {@link #json} writes it.
     *
     * @throws UncheckedIOException if it can't be read
     * @throws IllegalArgumentException naming what is wrong in it */
    public static Reference read(InputStream in) {
        try {
            return JSON.readValue(in, Reference.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no reference: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a reference", e);
        }
    }

    /** The reference as JSON: equal references give equal texts. */
    public String json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + '\n';
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts are always JSON", e);
        }
    }

    /** The distribution of a metric on markets of a type. */
    public Shape shape(Market type, Metric metric) {
        Shape shape = markets.getOrDefault(type, Map.of()).get(metric);
        if (shape == null) {
            throw new IllegalStateException("checked when made: " + type + ' ' + metric);
        }
        return shape;
    }

    double[] quantiles(Market type, Metric metric) {
        return shape(type, metric).quantiles();
    }

    private static final class Shipped {
        static final Reference REFERENCE = load();

        private static Reference load() {
            try (InputStream in = Reference.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException("not on the class path: " + RESOURCE);
                }
                return read(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + RESOURCE, e);
            }
        }
    }
}
