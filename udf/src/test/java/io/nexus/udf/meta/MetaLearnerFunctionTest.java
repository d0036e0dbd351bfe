package io.nexus.udf.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.domain.skip.LayerDigest;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.RollingDigest;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.testkit.Catalogs;
import io.nexus.udf.testkit.Evaluations;
import io.nexus.udf.testkit.RestoringHarness;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class MetaLearnerFunctionTest {
    private static final String ETH = "BINANCE|USDM|ETHUSDT";

    private final RestoringHarness<Signaled, Weighted> harness = new RestoringHarness<>(
            () -> new KeyedProcessOperator<>(new MetaLearnerFunction(MetaConfig.defaults(), Catalogs.shipped())),
            signaled -> signaled.observed().stamped().instrument(),
            List.of(MetaLearnerFunction.SKIPS, MetaLearnerFunction.DIGESTS));

    @Test
    void weighsSkipsAndDigestsAlikeWhenRestoredBeforeEveryElement() throws Exception {
        List<Object> straight = harness.straight(tape());
        List<Object> restored = harness.restoredBeforeEveryElement(tape());

        assertThat(texts(restored)).isEqualTo(texts(straight));
        assertThat(texts(straight))
                .hasSize(8)
                .filteredOn(text -> text.startsWith("skip"))
                .containsExactly("skip L3.ANOMALY BINANCE|USDM|BTCUSDT 3");
        List<LayerDigest> digests = digests(straight);
        assertThat(digests).extracting(LayerDigest::instrument).containsExactly(Evaluations.BTC, ETH);
        assertThat(digests).extracting(LayerDigest::records).containsExactly(4L, 2L);
        assertThat(digests.get(0).digest()).isNotEqualTo(digests.get(1).digest());
    }

    @Test
    void theDigestChangesWithOneBitOfOneFeature() throws Exception {
        List<Signaled> other = new ArrayList<>(tape());
        Evaluations market = new Evaluations();
        market.evaluation = 1;
        market.features[3] = Math.nextUp(market.features[3]);
        other.set(0, market.with(Evaluations.signal(StrategyId.VWAP_REVERSION, Side.BUY, 0.8)));

        List<LayerDigest> changed = digests(harness.straight(other));
        List<LayerDigest> usual = digests(harness.straight(tape()));

        assertThat(changed.get(0).digest()).isNotEqualTo(usual.get(0).digest());
        assertThat(changed.get(1)).isEqualTo(usual.get(1));
    }

    @Test
    void recordsThatAskForNoDecisionEndHere() throws Exception {
        assertThat(harness.straight(List.of(new Evaluations().with()))).isEmpty();
    }

    @Test
    void stateIsAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(RollingDigest.class);
    }

    /** Four evaluations of one instrument (the third unusual) and two of another, mixed, then both end. */
    private static List<Signaled> tape() {
        List<Signaled> tape = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            Evaluations btc = new Evaluations();
            btc.evaluation = i;
            btc.spreadPercentile = i == 3 ? 0.99999 : 0.5;
            tape.add(btc.with(Evaluations.signal(StrategyId.VWAP_REVERSION, Side.BUY, 0.8)));
            tape.add(new Evaluations().with());
            if (i % 2 == 0) {
                tape.add(eth(i, MarketEventKind.QUOTE)
                        .with(Evaluations.signal(StrategyId.CUMULATIVE_DELTA, Side.SELL, 0.7)));
            }
        }
        Evaluations end = new Evaluations();
        end.eventKind = MarketEventKind.END;
        tape.add(end.with());
        tape.add(eth(5, MarketEventKind.END).with());
        return tape;
    }

    private static Evaluations eth(long evaluation, MarketEventKind kind) {
        Evaluations eth = new Evaluations();
        eth.instrument = ETH;
        eth.evaluation = evaluation;
        eth.eventKind = kind;
        return eth;
    }

    private static List<LayerDigest> digests(List<Object> output) {
        return output.stream()
                .filter(LayerDigest.class::isInstance)
                .map(LayerDigest.class::cast)
                .toList();
    }

    private static List<String> texts(List<Object> output) {
        return output.stream().map(MetaLearnerFunctionTest::text).toList();
    }

    private static String text(Object record) {
        if (record instanceof Weighted weighted) {
            return "weighted " + weighted.signaled().observed().stamped().evaluation() + " " + weighted.sizeFactor();
        }
        if (record instanceof SkipRecord skip) {
            assertThat(skip.code()).isEqualTo(SkipCode.L3_ANOMALY);
            return "skip " + skip.code().code() + " " + skip.instrument() + " " + skip.evaluation();
        }
        return record.toString();
    }
}
