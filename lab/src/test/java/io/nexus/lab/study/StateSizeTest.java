package io.nexus.lab.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.recorded.RecordedFeed;
import io.nexus.connectors.recorded.RecordingFolder;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.lab.RecordedData;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.label.LabellerCore;
import io.nexus.udf.label.LabellerState;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.Reference;
import io.nexus.udf.quality.QualityState;
import io.nexus.udf.strategy.StrategyMemories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** How large an instrument's state is as Flink writes it, at the end of a recording with full depth. */
final class StateSizeTest {
    private static final int MOST_BYTES = 512 * 1024;

    private final LayersConfig config = LayersConfig.defaults();
    private final Map<String, Kept> keptByInstrument = new TreeMap<>();

    /** One instrument's states. */
    private static final class Kept {
        private final InstrumentStudy layers;
        private final LabellerCore labeller;
        private final LabellerState labels = new LabellerState();

        Kept(InstrumentCatalog instruments, LayersConfig config, String key) {
            layers = new InstrumentStudy(instruments.get(key), config, Reference.shipped());
            labeller = new LabellerCore(InstrumentScale.of(instruments.get(key)), config.label());
        }

        void take(MarketEvent event) {
            Signaled signaled = layers.take(event);
            labeller.process(labels, signaled, outcome -> {}, new LabellerCore.Drops() {
                @Override
                public void full() {
                    // counted by the function
                }

                @Override
                public void withoutTouch() {
                    // counted by the function
                }
            });
        }
    }

    @Test
    void staysBelowHalfAMebibyteWithFullDepth() throws IOException {
        Path folder = RecordedData.folder("ticks/binance-2024-08-08");
        InstrumentCatalog instruments = RecordingFolder.instruments(folder);
        try (RecordedFeed feed = new RecordedFeed(folder, instruments, false)) {
            for (FeedMessage message = feed.next(); message != null; message = feed.next()) {
                keptByInstrument
                        .computeIfAbsent(message.event().instrument(), key -> new Kept(instruments, config, key))
                        .take(message.event());
            }
        }

        for (Map.Entry<String, Kept> entry : keptByInstrument.entrySet()) {
            Kept kept = entry.getValue();
            int first = bytes(kept.layers.state(), QualityState.class);
            int second = bytes(kept.layers.memories(), StrategyMemories.class);
            int labels = bytes(kept.labels, LabellerState.class);
            System.out.printf(
                    "state of %s: Layer 1 %,d, Layer 2 %,d, labeller %,d, in all %,d bytes%n",
                    entry.getKey(), first, second, labels, first + second + labels);
            assertThat(first + second + labels).as(entry.getKey()).isLessThan(MOST_BYTES);
        }
        assertThat(keptByInstrument).hasSize(6);
    }

    private static <T> int bytes(T state, Class<T> type) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(MOST_BYTES);
        TypeInformation.of(type).createSerializer(new SerializerConfigImpl()).serialize(state, out);
        return out.length();
    }
}
