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
        Signal signal = new Signal(strategy, side, 2, 0.9, 0.9, FIRED_MS, strategy.halfLifeMs(), WHY);
        return new Scene(INSTRUMENT, source, signal, FIRED_MS, true, samples);
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
                INSTRUMENT, "recording", Signal.neutral(StrategyId.VWAP_REVERSION), FIRED_MS, false, List.of());

        assertThatIllegalArgumentException().isThrownBy(() -> Picture.of(empty));
    }
}
