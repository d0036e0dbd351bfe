package io.nexus.udf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.outcome.EpisodeOutcome;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.HourlyClose;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.label.LabellerConfig;
import io.nexus.udf.label.LabellerFunction;
import io.nexus.udf.label.LabellerState;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.quality.MarketQualityConfig;
import io.nexus.udf.quality.MarketQualityFunction;
import io.nexus.udf.quality.QualityState;
import io.nexus.udf.strategy.StrategyConfig;
import io.nexus.udf.strategy.StrategyFunction;
import io.nexus.udf.strategy.StrategyMemories;
import io.nexus.udf.testkit.ChainLink;
import io.nexus.udf.testkit.Tape;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.api.java.typeutils.ObjectArrayTypeInfo;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shells of Layer 1, Layer 2 and the labeller: each straight and restored from a snapshot before every element. */
final class LayerFunctionsTest {
    private static Tape tape() {
        return unfinished().end();
    }

    private static Tape unfinished() {
        Tape tape = new Tape(Tape.START_MS + 3_599_000, 600_000)
                .snapshot(1000, 1000)
                .quiet(1200)
                .tradingState();
        for (int i = 0; i < 8; i++) {
            tape.depth(5000, 100).pass(250).buy(30);
        }
        return tape.move(3000).snapshot(1000, 1000).pass(500).quiet(500);
    }

    private static ChainLink<Stamped, Observed> quality(boolean restores) throws Exception {
        return new ChainLink<>(
                () -> new MarketQualityFunction(Tape.catalog(), MarketQualityConfig.defaults()),
                Stamped::instrument,
                restores);
    }

    private static String say(Observed observed) {
        return observed.gate() + " " + observed.bidTicks() + " " + observed.askTicks() + " "
                + (observed.assessment() == null ? "" : observed.assessment().mqScore()) + " "
                + (observed.facts() == null ? "" : observed.facts().features()[41]);
    }

    private static List<String> layerOne(List<Stamped> records, boolean restores) throws Exception {
        List<String> told = new ArrayList<>();
        ChainLink<Stamped, Observed> quality = quality(restores);
        for (Stamped stamped : records) {
            List<Observed> observed = quality.process(stamped);
            assertThat(observed).hasSize(1);
            told.add(say(observed.get(0))
                    + quality.side(MarketQualityFunction.SKIPS)
                    + quality.side(MarketQualityFunction.DIGESTS)
                    + quality.side(MarketQualityFunction.HOURLY)
                    + quality.side(MarketQualityFunction.COUNTS));
        }
        quality.close();
        return told;
    }

    @Test
    void layerOneSaysTheSameRestoredBeforeEveryElement() throws Exception {
        List<String> straight = layerOne(tape().records, false);

        assertThat(layerOne(tape().records, true)).isEqualTo(straight);
        assertThat(straight.get(straight.size() - 1))
                .contains("LayerDigest[layer=L1")
                .contains("book.compared");
    }

    @Test
    void layerOneSkipsEachGatedEvaluationOnceAndTellsHoursCountsAndDigest() throws Exception {
        List<SkipCode> gates = new ArrayList<>();
        Tape tape = unfinished()
                .pass(200)
                .depthAfter(1, 1000, 1000)
                .pass(200)
                .quote(5, 5)
                .end();
        ChainLink<Stamped, Observed> quality = quality(false);
        for (Stamped stamped : tape.records) {
            Observed observed = quality.process(stamped).get(0);
            if (observed.gate() != null) {
                gates.add(observed.gate());
            }
        }
        List<SkipRecord> skips = quality.side(MarketQualityFunction.SKIPS);

        assertThat(gates).isNotEmpty();
        assertThat(skips.stream().map(SkipRecord::code)).containsExactlyElementsOf(gates);
        assertThat(skips.stream().map(SkipRecord::evaluation)).doesNotHaveDuplicates();
        assertThat(quality.side(MarketQualityFunction.HOURLY)).singleElement().satisfies(hour -> {
            assertThat(hour.closeTimeMs()).isEqualTo(Tape.START_MS + 3_600_000);
            assertThat(hour.close()).isBetween(59_999.0, 60_001.0);
        });
        assertThat(quality.side(MarketQualityFunction.DIGESTS))
                .singleElement()
                .satisfies(digest -> assertThat(digest.records()).isEqualTo(tape.records.size() - 1));
        assertThat(quality.side(MarketQualityFunction.COUNTS))
                .extracting(FunnelCount::name)
                .contains("book.compared", "book.mismatches", "book.gaps", "cold");
        quality.close();
    }

    /** Runs the three functions record by record, as the chain does: what one emits the next gets before the next record. */
    private static List<String> chained(List<Stamped> records, boolean restores) throws Exception {
        List<String> told = new ArrayList<>();
        Chain chain = new Chain(restores);
        for (Stamped stamped : records) {
            told.add(chain.process(stamped));
        }
        chain.close();
        return told;
    }

    @Test
    void layerTwoAndTheLabellerSayTheSameRestoredBeforeEveryElement() throws Exception {
        List<String> straight = chained(tape().records, false);
        List<String> restored = chained(tape().records, true);

        assertThat(restored).isEqualTo(straight);
        assertThat(straight).anyMatch(said -> said.contains("fires ORDER_BOOK_IMBALANCE BUY"));
        assertThat(straight).anyMatch(said -> said.contains("L2_"));
        assertThat(straight).anyMatch(said -> said.contains("EpisodeOutcome[strategy=ORDER_BOOK_IMBALANCE"));
        assertThat(straight.get(straight.size() - 1)).contains("LayerDigest[layer=L2");
    }

    @Test
    void layerTwoEndsEveryEvaluationThatKeepsNoSignalInOneSkip() throws Exception {
        List<String> told = chained(tape().records, false);

        for (String said : told) {
            boolean evaluates = said.contains("evaluates true");
            boolean skips = said.contains("L2_NO_SIGNAL") || said.contains("L2_LOW_CONFIDENCE");
            assertThat(skips).as(said).isEqualTo(evaluates && said.contains("kept 0"));
        }
        assertThat(told).anyMatch(said -> said.contains("evaluates true") && !said.contains("kept 0"));
    }

    /** Where ticks come among the records differs per run. */
    @Test
    void theFeedsClockChangesNothingThatLayersOneAndTwoSay() throws Exception {
        List<Stamped> ticking = new ArrayList<>();
        for (Stamped stamped : tape().records) {
            ticking.add(Stamped.ofClock(stamped.instrument(), stamped.control(), stamped.feedTimeMs() + 60_000));
            ticking.add(stamped);
        }

        List<String> one = layerOne(ticking, false);
        List<String> two = chained(ticking, false);

        assertThat(odd(one)).isEqualTo(layerOne(tape().records, false));
        assertThat(odd(two)).isEqualTo(chained(tape().records, false));
    }

    private static List<String> odd(List<String> all) {
        return IntStream.range(0, all.size() / 2)
                .mapToObj(i -> all.get(2 * i + 1))
                .toList();
    }

    private static final class Chain {
        private final ChainLink<Stamped, Observed> first;
        private final ChainLink<Observed, Signaled> second;
        private final ChainLink<Signaled, EpisodeOutcome> third;

        Chain(boolean restores) throws Exception {
            first = quality(false);
            second = new ChainLink<>(
                    () -> new StrategyFunction(Tape.catalog(), StrategyConfig.defaults()),
                    observed -> observed.stamped().instrument(),
                    restores);
            third = new ChainLink<>(
                    () -> new LabellerFunction(Tape.catalog(), LabellerConfig.defaults()),
                    signaled -> signaled.observed().stamped().instrument(),
                    restores);
        }

        String process(Stamped stamped) throws Exception {
            StringBuilder said = new StringBuilder();
            for (Observed observed : first.process(stamped)) {
                List<Signaled> signaled = second.process(observed);
                assertThat(signaled).hasSize(stamped.market() == null ? 0 : 1);
                for (Signaled signals : signaled) {
                    said.append("evaluates ").append(observed.isEvaluation());
                    signals.fires().forEach(fire -> said.append(" fires ")
                            .append(fire.strategy())
                            .append(' ')
                            .append(fire.side()));
                    said.append(" signals ").append(signals.signals());
                    said.append(" kept ").append(signals.kept().size()).append(' ');
                    said.append(third.process(signals));
                }
            }
            return said.append(second.side(StrategyFunction.SKIPS))
                    .append(second.side(StrategyFunction.DIGESTS))
                    .toString();
        }

        void close() throws Exception {
            first.close();
            second.close();
            third.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                MarketContext.class,
                QualityState.class,
                StrategyMemories.class,
                LabellerState.class,
                Observed.class,
                Signaled.class,
                Stamped.class,
                EpisodeOutcome.class,
                HourlyClose.class
            })
    void stateAndEdgesArePlainObjectsForFlink(Class<?> type) {
        TypeInformation<?> information = TypeInformation.of(type);

        assertThat(information).isInstanceOf(PojoTypeInfo.class);
        assertThat(genericIn(information, type.getSimpleName(), 0)).isEmpty();
    }

    private static List<String> genericIn(TypeInformation<?> type, String path, int depth) {
        if (type instanceof GenericTypeInfo) {
            return List.of(path + ": " + type);
        }
        List<String> found = new ArrayList<>();
        if (depth < 12 && type instanceof PojoTypeInfo<?> pojo) {
            for (int i = 0; i < pojo.getArity(); i++) {
                Field field = pojo.getPojoFieldAt(i).getField();
                found.addAll(genericIn(pojo.getTypeAt(i), path + "." + field.getName(), depth + 1));
            }
        } else if (type instanceof ObjectArrayTypeInfo<?, ?> array) {
            found.addAll(genericIn(array.getComponentInfo(), path + "[]", depth + 1));
        } else if (type instanceof ListTypeInfo<?> list) {
            found.addAll(genericIn(list.getElementTypeInfo(), path + "[]", depth + 1));
        }
        return found;
    }
}
