package io.nexus.lab.picture;

import java.util.List;
import java.util.Locale;

/** Paints a scene. */
final class Picture {
    static final String MID = "#1f4e79";
    static final String BUY = "#2a9d5c";
    static final String SELL = "#c8453c";
    static final String LEVEL = "#8a5a00";
    static final String ENTRY = "#222222";
    static final String DASHES = "stroke-dasharray=\"6 4\"";
    static final String DOTS = "stroke-dasharray=\"2 3\"";
    static final String FLOW = "#6a3d9a";
    static final String GRID = "stroke=\"#dddddd\" stroke-width=\"0.8\"";
    private static final String FRESH = "#ffe9a8";
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 590;
    private static final Svg.Box PRICE = new Svg.Box(90, 132, 710, 270);
    private static final Svg.Box LOWER = new Svg.Box(90, 436, 710, 100);
    private static final long[] TIME_STEPS_MS = {
        1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000
    };
    private static final int MOST_TIMES = 8;
    private static final double LEGEND_Y = 122;
    private static final double LEGEND_CHARACTER = 6.2;
    private static final double LEGEND_GAP = 12;

    private final Svg svg = new Svg(WIDTH, HEIGHT);
    private final Scene scene;
    private final Axis time;

    private Picture(Scene scene) {
        this.scene = scene;
        List<Sample> samples = scene.samples();
        double first = samples.get(0).fromMs();
        double last = samples.get(samples.size() - 1).fromMs();
        double end = last + View.of(scene.signal().strategy()).stepMs();
        time = new Axis(first, end, PRICE.x(), PRICE.right());
    }

    /** The scene as SVG.
     *
     * @throws IllegalArgumentException if it has no sample */
    static String of(Scene scene) {
        if (scene.samples().isEmpty()) {
            throw new IllegalArgumentException("nothing to paint: a scene without samples");
        }
        return new Picture(scene).paint();
    }

    private String paint() {
        paintHead();
        paintFreshness();
        paintTimes();
        PricePane price = new PricePane(svg, PRICE, scene, time);
        price.draw();
        paintLegend(price);
        new LowerPane(svg, LOWER, scene, time).draw();
        return svg.toString();
    }

    private void paintHead() {
        boolean isSimulated = scene.source().contains("SIMULATED");
        svg.styled(20, 30, "font-size=\"18\" font-weight=\"bold\" fill=\"#222222\"", Words.title(scene));
        String source = "font-size=\"12\" font-weight=\"bold\" fill=\"" + (isSimulated ? SELL : "#444444") + "\"";
        svg.styled(20, 50, source, scene.source());
        svg.styled(20, 70, "font-size=\"13\" fill=\"#222222\"", Words.signal(scene));
        svg.text(20, 86, "start", Evidence.of(scene.signal().why(), scene.instrument()));
        svg.text(20, 101, "start", Words.outcome(scene));
    }

    /** Of what is drawn, and of nothing else. */
    private void paintLegend(PricePane price) {
        double x = line(20, MID, "", "mid price, quote units");
        if (scene.samples().stream().anyMatch(sample -> sample.buyLots() > 0)) {
            x = dot(x, BUY, "bought");
        }
        if (scene.samples().stream().anyMatch(sample -> sample.sellLots() > 0)) {
            x = dot(x, SELL, "sold (by aggressor)");
        }
        if (price.hasLevels()) {
            x = line(x, LEVEL, DASHES, "levels of the pattern");
        }
        if (price.isShown(ShadowTrade::entryTicks)) {
            x = line(x, ENTRY, "", "entry");
        }
        if (price.isShown(ShadowTrade::targetTicks)) {
            x = line(x, BUY, DOTS, "target");
        }
        if (price.isShown(ShadowTrade::stopTicks)) {
            x = line(x, SELL, DOTS, "stop");
        }
        svg.box(new Svg.Box(x, LEGEND_Y - 10, 20, 12), FRESH, 0.8);
        svg.text(x + 25, LEGEND_Y, "start", "first half-life");
    }

    private double line(double x, String colour, String dashes, String words) {
        String path = String.format(Locale.ROOT, "M%.1f %.1fH%.1f", x, LEGEND_Y - 4, x + 22);
        svg.path(path, "stroke=\"" + colour + "\" stroke-width=\"1.6\" " + dashes);
        svg.text(x + 27, LEGEND_Y, "start", words);
        return x + 27 + LEGEND_CHARACTER * words.length() + LEGEND_GAP;
    }

    private double dot(double x, String colour, String words) {
        svg.circle(x + 4, LEGEND_Y - 4, 4, colour);
        svg.text(x + 12, LEGEND_Y, "start", words);
        return x + 12 + LEGEND_CHARACTER * words.length() + LEGEND_GAP;
    }

    private void paintFreshness() {
        double from = time.at((double) scene.firedAtMs());
        double to = Math.min(
                PRICE.right(),
                time.at((double) scene.firedAtMs() + scene.signal().halfLifeMs()));
        svg.box(new Svg.Box(from, PRICE.y(), to - from, PRICE.height()), FRESH, 0.6);
        svg.box(new Svg.Box(from, LOWER.y(), to - from, LOWER.height()), FRESH, 0.6);
    }

    private void paintTimes() {
        long stepMs = TIME_STEPS_MS[TIME_STEPS_MS.length - 1];
        for (int i = TIME_STEPS_MS.length - 1; i >= 0; i--) {
            stepMs = (time.high() - time.low()) / TIME_STEPS_MS[i] <= MOST_TIMES ? TIME_STEPS_MS[i] : stepMs;
        }
        String pattern = stepMs < 60_000 ? "HH:mm:ss" : "HH:mm";
        for (double value : time.ticks((double) stepMs)) {
            double x = time.at(value);
            svg.path(String.format(Locale.ROOT, "M%.1f %.1fV%.1f", x, PRICE.y(), PRICE.bottom()), GRID);
            svg.path(String.format(Locale.ROOT, "M%.1f %.1fV%.1f", x, LOWER.y(), LOWER.bottom()), GRID);
            svg.text(x, LOWER.bottom() + 18, "middle", Words.time(pattern, (long) value));
        }
        svg.text((LOWER.x() + LOWER.right()) / 2, LOWER.bottom() + 38, "middle", "feed time, UTC");
    }

    /** A line across a box. */
    static String level(Svg.Box box, double y) {
        return String.format(Locale.ROOT, "M%.1f %.1fH%.1f", box.x(), y, box.right());
    }
}
