package io.nexus.lab.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The price with trades, the levels of the pattern and the signal. */
final class PricePane {
    private static final double MARGIN_SHARE = 0.06;
    /** Levels farther away than this many ranges of the price stand beside the arrow of the margin they lie beyond. */
    private static final double MOST_RANGES = 2;

    private static final double LABEL_HEIGHT = 13;
    private static final double LARGEST_RADIUS = 7;
    private static final double ARROW_WIDTH = 7;
    private static final double ARROW_HEIGHT = 16;
    private static final double RING = 6;

    private final Svg svg;
    private final Svg.Box box;
    private final Scene scene;
    private final Axis time;
    private final Axis price;
    private final List<PriceLevel> levels;
    private final long stepMs;

    PricePane(Svg svg, Svg.Box box, Scene scene, Axis time) {
        this.svg = svg;
        this.box = box;
        this.scene = scene;
        this.time = time;
        levels = PriceLevel.in(scene.signal().why());
        stepMs = View.of(scene.signal().strategy()).stepMs();
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
        ShadowTrade trade = scene.trade();
        if (trade != null) {
            for (double ticks : new double[] {trade.entryTicks(), trade.targetTicks(), trade.stopTicks()}) {
                if (ticks >= lowest && ticks <= highest) {
                    low = Math.min(low, ticks);
                    high = Math.max(high, ticks);
                }
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
        drawTrade();
        drawArrow();
    }

    /** Whether a level of the pattern is drawn. */
    boolean hasLevels() {
        return levels.stream().anyMatch(level -> isShown(level.ticks()));
    }

    /** Whether a price of the shadow trade is drawn. */
    boolean isShown(ToDoubleFunction<ShadowTrade> ticks) {
        ShadowTrade trade = scene.trade();
        return trade != null && isShown(ticks.applyAsDouble(trade));
    }

    private boolean isShown(double ticks) {
        return ticks >= price.low() && ticks <= price.high();
    }

    private double x(Sample sample) {
        return time.at(sample.fromMs() + stepMs / 2.0);
    }

    private static double within(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    /** Entry, target and stop from the entry to the end, and a ring where it ended. */
    private void drawTrade() {
        ShadowTrade trade = scene.trade();
        if (trade == null) {
            return;
        }
        double from = within(time.at((double) trade.enteredAtMs()), box.x(), box.right());
        double to = within(time.at((double) trade.endedAtMs()), from, box.right());
        segment(from, to, trade.entryTicks(), Picture.ENTRY, "");
        segment(from, to, trade.targetTicks(), Picture.BUY, Picture.DOTS);
        segment(from, to, trade.stopTicks(), Picture.SELL, Picture.DOTS);
        Double net = trade.netBps();
        if (net != null && trade.endedAtMs() <= time.high()) {
            String colour = net > 0 ? Picture.BUY : Picture.SELL;
            double y = within(price.at(midAt(trade.endedAtMs())), box.y() + RING, box.bottom() - RING);
            svg.ring(within(to, box.x() + RING, box.right() - RING), y, RING, colour);
        }
    }

    private void segment(double from, double to, double ticks, String colour, String dashes) {
        if (isShown(ticks)) {
            svg.path(
                    String.format(Locale.ROOT, "M%.1f %.1fH%.1f", from, price.at(ticks), Math.max(to, from + 2)),
                    "stroke=\"" + colour + "\" stroke-width=\"1.6\" " + dashes);
        }
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
            svg.circle(
                    within(x(sample), box.x() + radius, box.right() - radius),
                    within(y, box.y() + radius, box.bottom() - radius),
                    radius,
                    colour);
        }
    }

    private String line() {
        StringBuilder path = new StringBuilder();
        for (Sample sample : scene.samples()) {
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(sample), price.at(sample.midTicks())));
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
            boolean isShown = isShown(level.ticks());
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
        double tip = price.at(midAt(scene.firedAtMs())) + sign * ARROW_WIDTH;
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

    private double midAt(long timeMs) {
        double mid = scene.samples().get(0).midTicks();
        for (Sample sample : scene.samples()) {
            if (sample.fromMs() <= timeMs) {
                mid = sample.midTicks();
            }
        }
        return mid;
    }
}
