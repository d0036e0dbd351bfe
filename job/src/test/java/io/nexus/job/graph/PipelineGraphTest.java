package io.nexus.job.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

final class PipelineGraphTest {
    /** Every operator of the pipeline itself. State is found again by these names: never change one. */
    private static final List<String> UIDS = List.of(
            "auth",
            "feed-clock",
            "symbol-ticks",
            "symbol-control",
            "own-orders",
            "symbol-orders",
            "intake",
            "quality",
            "strategies",
            "labels",
            "meta",
            "aggregation",
            "routing",
            "positions",
            "account-candidates",
            "account-closes",
            "account-marks",
            "account-hourly-closes",
            "account-orders",
            "risk",
            "tracker",
            "control-gate",
            "order-auth",
            "exchange-entries-timeless",
            "exchange-entries",
            "exchange-exits-timeless",
            "exchange-exits",
            "feedback-episodes",
            "feedback-trades",
            "strategy-feedback",
            "cross-section",
            "funnel-skips-intake",
            "funnel-skips-quality",
            "funnel-skips-strategies",
            "funnel-skips-meta",
            "funnel-skips-aggregation",
            "funnel-skips-routing",
            "funnel-skips-risk",
            "funnel-skips-tracker",
            "funnel-refusals-authentication",
            "funnel-refusals-intake",
            "funnel-refusals-orders",
            "funnel",
            "entry-counts",
            "order-ends",
            "funnel-totals-intake",
            "funnel-totals-quality",
            "funnel-totals-risk",
            "funnel-totals-tracker",
            "stops-logged");

    /** Those of the sources and sinks on Kafka. */
    private static final List<String> OUTER_UIDS = List.of(
            "market-source",
            "order-source",
            "control-source",
            "to-nexus.orders-dust",
            "to-nexus.orders-entries",
            "to-nexus.orders-exits",
            "to-nexus.orders-risk",
            "to-nexus.orders-stops",
            "to-nexus.orders-tracker",
            "to-nexus.control-feedback",
            "to-nexus.control-risk",
            "to-nexus.outcomes",
            "to-nexus.progress",
            "money-sink",
            "to-nexus.decisions",
            "to-nexus.marks",
            "to-nexus.stop-moves",
            "to-nexus.skips",
            "to-nexus.counts",
            "to-nexus.dead-letter-authentication",
            "to-nexus.dead-letter-intake",
            "to-nexus.dead-letter-control",
            "to-nexus.dead-letter-order-authentication",
            "to-nexus.dead-letter-orders",
            "to-nexus.digests-meta",
            "to-nexus.digests-quality",
            "to-nexus.digests-strategies",
            "seen-sink");

    @Test
    void everyOperatorSourceAndSinkHasItsPinnedUid() {
        List<String> expected = new ArrayList<>(UIDS);
        expected.addAll(OUTER_UIDS);

        List<String> uids = uids(Graphs.onKafka());

        assertThat(uids).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void refusesToBuildWhereAUidIsMissing() {
        MemorySources unnamed = new MemorySources(List.of(), List.of(), List.of(), false);
        MemorySinks sinks = new MemorySinks();

        assertThatThrownBy(() -> Graphs.of(unnamed, sinks))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Auto generated UIDs have been disabled");
    }

    @Test
    void theWholeSymbolChainIsOneTask() {
        JobGraph graph = Graphs.inMemory().getJobGraph();

        assertThat(chainOf(graph, "intake"))
                .contains("intake", "quality", "strategies", "labels", "meta", "aggregation", "routing", "positions");
    }

    @Test
    void skipsLeaveTheSymbolChainInBatchesAndWithoutATaskOfTheirOwn() {
        JobGraph graph = Graphs.inMemory().getJobGraph();

        assertThat(chainOf(graph, "intake")).contains("funnel-skips-quality", "funnel-skips-routing");
        assertThat(chainOf(graph, "funnel")).doesNotContain("intake");
        assertThat(Graphs.onKafka().getStreamNodes())
                .filteredOn(node -> String.valueOf(node.getTransformationUID()).startsWith("funnel-skips"))
                .hasSize(8)
                .allMatch(node -> node.getBufferTimeout() == 50);
    }

    @Test
    void riskAndTrackerAreOneTask() {
        JobGraph graph = Graphs.inMemory().getJobGraph();

        assertThat(chainOf(graph, "risk")).contains("risk", "tracker").doesNotContain("intake", "exchange-entries");
    }

    @Test
    void aFullExchangeLaneBlocksNeitherTheOtherLaneNorRisk() {
        JobGraph graph = Graphs.inMemory().getJobGraph();

        assertThat(chainOf(graph, "exchange-exits"))
                .containsExactlyInAnyOrder("exchange-exits-timeless", "exchange-exits");
        assertThat(chainOf(graph, "exchange-entries"))
                .containsExactlyInAnyOrder("exchange-entries-timeless", "exchange-entries");
    }

    @Test
    void neverChangesItsMaximumParallelism() {
        JobGraph graph = Graphs.onKafka().getJobGraph();

        assertThat(graph.getVertices()).extracting(JobVertex::getMaxParallelism).containsOnly(128);
    }

    @Test
    void passesReferencesAndNoGenericTypes() {
        var config = Graphs.onKafka().getExecutionConfig();

        assertThat(config.isObjectReuseEnabled()).isTrue();
        assertThat(((SerializerConfigImpl) config.getSerializerConfig()).hasGenericTypesDisabled())
                .isTrue();
        assertThat(config.hasAutoGeneratedUIDsEnabled()).isFalse();
    }

    @Test
    void namesEveryOperatorForTheWebInterface() {
        StreamGraph graph = Graphs.onKafka();

        assertThat(graph.getStreamNodes())
                .extracting(StreamNode::getOperatorName)
                .allSatisfy(name -> assertThat(name)
                        .doesNotMatch(
                                "(Map|Filter|Process|Flat Map|KeyedProcess|Co-Process.*|async wait operator)(: .*)?"));
    }

    @Test
    void hasAtMostFourteenBoxesAndNoneThatOnlyPassesOn() {
        JobGraph graph = Graphs.onKafka().getJobGraph();

        assertThat(graph.getNumberOfVertices()).isLessThanOrEqualTo(14);
        assertThat(graph.getVertices())
                .extracting(JobVertex::getName)
                .noneMatch(name -> name.contains("Committer"))
                .noneMatch(name -> name.startsWith("to nexus."));
    }

    @Test
    void whatIsOnlyReadSharesNoTaskWithMoney() {
        JobGraph graph = Graphs.onKafka().getJobGraph();

        assertThat(chainOf(graph, "seen-sink")).containsExactly("seen-sink");
        assertThat(chainOf(graph, "money-sink")).containsExactly("money-sink");
    }

    private static List<String> uids(StreamGraph graph) {
        return graph.getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .toList();
    }

    private static List<String> chainOf(JobGraph graph, String uid) {
        return StreamSupport.stream(graph.getVertices().spliterator(), false)
                .map(PipelineGraphTest::uids)
                .filter(uids -> uids.contains(uid))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> uids(JobVertex vertex) {
        return vertex.getOperatorIDs().stream()
                .map(OperatorIDPair::getUserDefinedOperatorUid)
                .toList();
    }
}
