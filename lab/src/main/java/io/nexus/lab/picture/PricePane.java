package io.nexus.lab.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The price with trades, the levels of the pattern and the signal. */
final class PricePane {
    private static final double MARGIN_SHARE = 0.06;
    /** Levels farther away than this many ranges of the price stand beside the arrow of the margin they lie beyond. */
    private static final double MOST_RANGES = 2;

    private static final double LABEL_HEIGHT = 13;
    private static final double LARGEST_RADIUS = 7;
    private static final double ARROW_WIDTH = 7;
    private static final double ARROW_HEIGHT = 16;

    private final Svg svg;
    private final Svg.Box box;
    private final Scene scene;
    private final Axis time;
    private final Axis price;
    private final List<PriceLevel> levels;

    PricePane(Svg svg, Svg.Box box, Scene scene, Axis time) {
        this.svg = svg;
        this.box = box;
        this.scene = scene;
        this.time = time;
        levels = PriceLevel.in(scene.signal().why());
        price = axis();
    }

    private Axis axis() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Sample sample : scene.samples()) {
            low = Math.min(low, sample.midTicks());
            high = Math.max(high, sample.midTicks());
            if (sample.buyLots() > 0) {
                high = Math.max(high, sample.buyTickLots() / sample.buyLots());
            }
            if (sample.sellLots() > 0) {
                low = Math.min(low, sample.sellTickLots() / sample.sellLots());
            }
        }
        double range = Math.max(high - low, 2);
        double lowest = low - MOST_RANGES * range;
        double highest = high + MOST_RANGES * range;
        for (PriceLevel level : levels) {
            if (level.ticks() >= lowest && level.ticks() <= highest) {
                low = Math.min(low, level.ticks());
                high = Math.max(high, level.ticks());
            }
        }
        double margin = Math.max(1, (high - low) * MARGIN_SHARE);
        return new Axis(low - margin, high + margin, box.bottom(), box.y());
    }

    void draw() {
        drawScale();
        drawTrades();
        svg.path(line(), "fill=\"none\" stroke=\"" + Picture.MID + "\" stroke-width=\"1.4\"");
        drawLevels();
        drawArrow();
    }

    private void drawScale() {
        double tick = scene.instrument().tickSize().doubleValue();
        Axis values = new Axis(price.low() * tick, price.high() * tick, box.bottom(), box.y());
        double step = values.step(6);
        for (double value : values.ticks(step)) {
            double y = values.at(value);
            svg.path(Picture.level(box, y), Picture.GRID);
            svg.text(box.x() - 6, y + 4, "end", Words.number(value, step));
        }
    }

    private void drawTrades() {
        double most = 1;
        for (Sample sample : scene.samples()) {
            most = Math.max(most, Math.max(sample.buyLots(), sample.sellLots()));
        }
        for (Sample sample : scene.samples()) {
            dot(sample, sample.buyTickLots(), sample.buyLots(), most, Picture.BUY);
            dot(sample, sample.sellTickLots(), sample.sellLots(), most, Picture.SELL);
        }
    }

    private void dot(Sample sample, double tickLots, double lots, double most, String colour) {
        if (lots > 0) {
            double radius = Math.max(0.8, LARGEST_RADIUS * Math.sqrt(lots / most));
            double y = price.at(tickLots / lots);
            svg.circle(time.at((double) sample.fromMs()), Math.max(box.y(), Math.min(box.bottom(), y)), radius, colour);
        }
    }

    private String line() {
        StringBuilder path = new StringBuilder();
        for (Sample sample : scene.samples()) {
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    path.isEmpty() ? "M" : "L",
                    time.at((double) sample.fromMs()),
                    price.at(sample.midTicks())));
        }
        return path.toString();
    }

    /** Dashed lines; their names stand to the right, moved apart where they would touch. */
    private void drawLevels() {
        List<PriceLevel> downwards = new ArrayList<>(levels);
        downwards.sort(Comparator.comparingDouble(PriceLevel::ticks).reversed());
        double next = box.y() + LABEL_HEIGHT / 2;
        for (int i = 0; i < downwards.size(); i++) {
            PriceLevel level = downwards.get(i);
            boolean isShown = level.ticks() >= price.low() && level.ticks() <= price.high();
            double y = Math.max(box.y(), Math.min(box.bottom(), price.at(level.ticks())));
            if (isShown) {
                svg.path(
                        Picture.level(box, y),
                        "stroke=\"" + Picture.LEVEL + "\" stroke-width=\"1.2\" stroke-dasharray=\"6 4\"");
            }
            double lowest = box.bottom() - (downwards.size() - 1 - i) * LABEL_HEIGHT;
            double labelY = Math.min(Math.max(y + 4, next), lowest);
            next = labelY + LABEL_HEIGHT;
            String name = isShown ? level.name() : level.name() + (y <= box.y() ? " (above)" : " (below)");
            svg.styled(box.right() + 6, labelY, "font-size=\"11\" fill=\"" + Picture.LEVEL + "\"", name);
        }
    }

    /** Below the price and up for a buy, above it and down for a sell. */
    private void drawArrow() {
        int sign = scene.signal().direction();
        double x = time.at((double) scene.firedAtMs());
        double tip = price.at(midAtFiring()) + sign * ARROW_WIDTH;
        double foot = tip + sign * ARROW_HEIGHT;
        svg.path(
                String.format(
                        Locale.ROOT,
                        "M%.1f %.1fL%.1f %.1fL%.1f %.1fZ",
                        x,
                        tip,
                        x - ARROW_WIDTH,
                        foot,
                        x + ARROW_WIDTH,
                        foot),
                "fill=\"" + (sign > 0 ? Picture.BUY : Picture.SELL) + "\" stroke=\"#222222\" stroke-width=\"1\"");
    }

    private double midAtFiring() {
        double mid = scene.samples().get(0).midTicks();
        for (Sample sample : scene.samples()) {
            if (sample.fromMs() <= scene.firedAtMs()) {
                mid = sample.midTicks();
            }
        }
        return mid;
    }
}
