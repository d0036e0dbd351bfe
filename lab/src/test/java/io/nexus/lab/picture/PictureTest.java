package io.nexus.lab.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulationConfig;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class PictureTest {
    private static final Instrument INSTRUMENT =
            new MarketSimulator(SimulationConfig.defaults(), 1, 0).instruments().get(0);
    private static final long FIRED_MS = 1_748_901_600_000L;
    private static final String WHY =
            "levelTicks=600010 valueTicks=600009.0..600011.0 poolTicks=600012 nodeTicks=1.0..599000.0 refills=3";
    private static final double CHARACTER_WIDTH = 0.56;

    private static Scene scene(StrategyId strategy, Side side, String source) {
        View view = View.of(strategy);
        List<Sample> samples = new ArrayList<>();
        for (long ms = FIRED_MS - view.beforeMs(); ms <= FIRED_MS + view.afterMs(); ms += view.stepMs()) {
            double mid = 600_000 + 20 * Math.sin(ms / 1e5);
            samples.add(new Sample(ms, mid, Math.cos(ms / 1e4), 30, 30 * mid, 20, 20 * mid));
        }
        ShadowTrade trade = ShadowTrade.entered(FIRED_MS + 250, side.sign(), 600_001, 0.2, 0.1)
                .ended(0.3, FIRED_MS + view.afterMs() / 2);
        Signal signal = new Signal(strategy, side, 2, 0.9, 0.9, FIRED_MS, strategy.halfLifeMs(), WHY);
        return new Scene(INSTRUMENT, source, signal, FIRED_MS, true, trade, samples);
    }

    private static Document parsed(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new AssertionError("no XML", e);
        }
    }

    /** Where a text stands, by the mean width of a character. */
    private record Place(String words, double left, double right, double baseLine, double size) {
        static Place of(Element text) {
            double size = Double.parseDouble(text.getAttribute("font-size"));
            double width = CHARACTER_WIDTH * size * text.getTextContent().length();
            double x = Double.parseDouble(text.getAttribute("x"));
            double left =
                    switch (text.getAttribute("text-anchor")) {
                        case "end" -> x - width;
                        case "middle" -> x - width / 2;
                        default -> x;
                    };
            return new Place(
                    text.getTextContent(), left, left + width, Double.parseDouble(text.getAttribute("y")), size);
        }

        boolean touches(Place other) {
            boolean isBeside = right <= other.left || other.right <= left;
            return !isBeside && Math.abs(baseLine - other.baseLine) < Math.max(size, other.size);
        }
    }

    private static List<Place> texts(Document svg) {
        List<Place> places = new ArrayList<>();
        NodeList texts = svg.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            places.add(Place.of((Element) texts.item(i)));
        }
        return places;
    }

    @ParameterizedTest
    @EnumSource(StrategyId.class)
    void noTextTouchesAnotherNorLeavesThePicture(StrategyId strategy) {
        String svg = Picture.of(scene(strategy, Side.BUY, "SIMULATED MARKET, seed 1: no claim of profit"));

        List<Place> texts = texts(parsed(svg));

        assertThat(svg.length()).isLessThan(150_000);
        assertThat(texts).hasSizeGreaterThan(15).allSatisfy(text -> {
            assertThat(text.left()).as(text.words()).isNotNegative();
            assertThat(text.right()).as(text.words()).isLessThan(1000);
            assertThat(texts.stream().filter(text::touches)).containsExactly(text);
        });
    }

    @Test
    void saysWhatTheMarketIsAndWhatTheSignalSays() {
        Document svg = parsed(Picture.of(
                scene(StrategyId.ICEBERG_DETECTION, Side.SELL, "SIMULATED MARKET, seed 7: no claim of profit")));

        assertThat(texts(svg))
                .extracting(Place::words)
                .contains(
                        "Iceberg detection on " + INSTRUMENT.key(),
                        "SIMULATED MARKET, seed 7: no claim of profit",
                        "SELL at 2025-06-02 22:00:00.000 UTC, confidence 0.90, half-life 1 min",
                        "level",
                        "pool of stops",
                        "low-volume node low (below)");
    }

    @Test
    void saysTheEvidenceInWordsWithUnitsAndPricesAsPrices() {
        String price = Words.number(
                600_010 * INSTRUMENT.tickSize().doubleValue(),
                INSTRUMENT.tickSize().doubleValue());

        assertThat(Evidence.of(
                        "vwapSigmas=2.31234 levelTicks=600010 er60=0.12345 lastBarMs=1500 retrace=0.3812", INSTRUMENT))
                .isEqualTo("distance from VWAP 2.31 σ; level " + price
                        + "; efficiency ratio over 60 s 0.123; last bar took 1.5 s; given back 38.1 %");
        assertThat(Evidence.of(WHY, INSTRUMENT)).doesNotContain("Ticks", "=");
    }

    @Test
    void showsEntryTargetStopAndOutcomeAndExplainsOnlyWhatIsDrawn() {
        Scene scene = scene(StrategyId.ICEBERG_DETECTION, Side.BUY, "recording");
        Signal far = new Signal(
                StrategyId.ICEBERG_DETECTION, Side.BUY, 2, 0.9, 0.9, FIRED_MS, 60_000, "levelTicks=1.0 refills=3");
        Scene bare = new Scene(
                INSTRUMENT,
                "recording",
                far,
                FIRED_MS,
                true,
                null,
                scene.samples().stream()
                        .map(sample -> new Sample(sample.fromMs(), sample.midTicks(), 0, 0, 0, 0, 0))
                        .toList());

        assertThat(texts(parsed(Picture.of(scene))))
                .extracting(Place::words)
                .contains("entry", "target", "stop", "bought", "levels of the pattern")
                .anyMatch(words -> words.contains("outcome +0.3 bp net of spread and fees after"));
        assertThat(Picture.of(scene)).contains("fill=\"none\" stroke=\"" + Picture.BUY + "\" stroke-width=\"2\"");
        assertThat(texts(parsed(Picture.of(bare))))
                .extracting(Place::words)
                .doesNotContain("entry", "target", "stop", "bought", "sold (by aggressor)", "levels of the pattern")
                .contains("no entry was possible: there was no touch");
    }

    @ParameterizedTest
    @EnumSource(StrategyId.class)
    void nothingLeavesItsPane(StrategyId strategy) {
        Document svg = parsed(Picture.of(scene(strategy, Side.SELL, "recording")));

        NodeList circles = svg.getElementsByTagName("circle");
        for (int i = 0; i < circles.getLength(); i++) {
            Element circle = (Element) circles.item(i);
            double y = Double.parseDouble(circle.getAttribute("cy"));
            double radius = Double.parseDouble(circle.getAttribute("r"));
            double x = Double.parseDouble(circle.getAttribute("cx"));
            if (y > 130) { // below the legend
                assertThat(x - radius).isGreaterThanOrEqualTo(89.9);
                assertThat(x + radius).isLessThanOrEqualTo(800.1);
            }
        }
        NodeList paths = svg.getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            String commands = ((Element) paths.item(i)).getAttribute("d");
            Matcher bar = Pattern.compile("M([\\d.]+) [\\d.]+V").matcher(commands);
            boolean isBars = commands.matches("(M[\\d.]+ [\\d.]+V[\\d.]+){3,}");
            while (isBars && bar.find()) {
                assertThat(Double.parseDouble(bar.group(1))).isBetween(91.0, 799.0);
            }
        }
    }

    @Test
    void theArrowOfABuyPointsUpAndThatOfASellDown() {
        assertThat(arrow(Side.BUY)).isPositive();
        assertThat(arrow(Side.SELL)).isNegative();
    }

    /** How far the arrow's foot lies below its tip, in pixels. */
    private static double arrow(Side side) {
        Document svg = parsed(Picture.of(scene(StrategyId.ICEBERG_DETECTION, side, "recording")));
        NodeList paths = svg.getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            String commands = ((Element) paths.item(i)).getAttribute("d");
            if (commands.endsWith("Z")) {
                String[] numbers = commands.replaceAll("[MLZ]", " ").strip().split(" ", -1);
                return Double.parseDouble(numbers[3]) - Double.parseDouble(numbers[1]);
            }
        }
        throw new AssertionError("no arrow");
    }

    @Test
    void refusesASceneWithoutSamples() {
        Scene empty = new Scene(
                INSTRUMENT, "recording", Signal.neutral(StrategyId.VWAP_REVERSION), FIRED_MS, false, null, List.of());

        assertThatIllegalArgumentException().isThrownBy(() -> Picture.of(empty));
    }
}
