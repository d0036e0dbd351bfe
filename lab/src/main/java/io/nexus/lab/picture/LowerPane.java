package io.nexus.lab.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands below the price: volume of both sides, imbalance of the book or the cumulative delta. */
final class LowerPane {
    private static final int MOST_TICKS = 4;

    private final Svg svg;
    private final Svg.Box box;
    private final Scene scene;
    private final Axis time;
    private final View view;

    LowerPane(Svg svg, Svg.Box box, Scene scene, Axis time) {
        this.svg = svg;
        this.box = box;
        this.scene = scene;
        this.time = time;
        view = View.of(scene.signal().strategy());
    }

    /** What it shows, with its unit. */
    static String name(View.Pane pane) {
        return switch (pane) {
            case VOLUME -> "volume bought (up) and sold (down) per step, in base units or contracts";
            case IMBALANCE -> "imbalance of five levels of the book, -1 to 1";
            case DELTA -> "cumulative volume delta, in base units or contracts";
        };
    }

    void draw() {
        switch (view.pane()) {
            case VOLUME -> drawVolume();
            case IMBALANCE -> drawImbalance();
            case DELTA -> drawDelta();
        }
        svg.text(box.x(), box.y() - 6, "start", name(view.pane()));
    }

    private void drawVolume() {
        double most = 1;
        for (Sample sample : scene.samples()) {
            most = Math.max(most, Math.max(sample.buyLots(), sample.sellLots()));
        }
        Axis quantity = new Axis(-quantity(most), quantity(most), box.bottom(), box.y());
        drawScale(quantity);
        StringBuilder buys = new StringBuilder();
        StringBuilder sells = new StringBuilder();
        for (Sample sample : scene.samples()) {
            double x = time.at(sample.fromMs() + view.stepMs() / 2.0);
            bar(buys, x, quantity.at(0), quantity.at(quantity(sample.buyLots())));
            bar(sells, x, quantity.at(0), quantity.at(-quantity(sample.sellLots())));
        }
        svg.path(buys.toString(), "stroke=\"" + Picture.BUY + "\" stroke-width=\"2\"");
        svg.path(sells.toString(), "stroke=\"" + Picture.SELL + "\" stroke-width=\"2\"");
    }

    private double quantity(double lots) {
        return scene.instrument().quantityValue(lots);
    }

    private static void bar(StringBuilder path, double x, double from, double to) {
        if (Math.abs(to - from) > 0.05) {
            path.append(String.format(Locale.ROOT, "M%.1f %.1fV%.1f", x, from, to));
        }
    }

    private void drawImbalance() {
        Axis share = new Axis(-1, 1, box.bottom(), box.y());
        drawScale(share);
        StringBuilder path = new StringBuilder();
        for (Sample sample : scene.samples()) {
            point(path, sample, share.at(sample.imbalance()));
        }
        svg.path(path.toString(), "fill=\"none\" stroke=\"" + Picture.FLOW + "\" stroke-width=\"1.4\"");
    }

    private void drawDelta() {
        List<Double> deltas = new ArrayList<>();
        double delta = 0;
        double low = 0;
        double high = 0;
        for (Sample sample : scene.samples()) {
            delta += quantity(sample.buyLots() - sample.sellLots());
            deltas.add(delta);
            low = Math.min(low, delta);
            high = Math.max(high, delta);
        }
        Axis quantity = new Axis(low, Math.max(high, low + quantity(1)), box.bottom(), box.y());
        drawScale(quantity);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < deltas.size(); i++) {
            point(path, scene.samples().get(i), quantity.at(deltas.get(i)));
        }
        svg.path(path.toString(), "fill=\"none\" stroke=\"" + Picture.FLOW + "\" stroke-width=\"1.4\"");
    }

    private void point(StringBuilder path, Sample sample, double y) {
        path.append(String.format(
                Locale.ROOT,
                "%s%.1f %.1f",
                path.isEmpty() ? "M" : "L",
                time.at(sample.fromMs() + view.stepMs() / 2.0),
                y));
    }

    private void drawScale(Axis values) {
        double step = values.step(MOST_TICKS);
        for (double value : values.ticks(step)) {
            double y = values.at(value);
            svg.path(Picture.level(box, y), Picture.GRID);
            svg.text(box.x() - 6, y + 4, "end", Words.number(value, step));
        }
    }
}
