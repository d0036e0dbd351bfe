package io.nexus.cli.bench;

import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Pieces of bare jobs: the shape of the real graph, with functions that do nothing. */
final class BareGraph {
    private static final MapStateDescriptor<String, ControlMessage> CONTROL =
            new MapStateDescriptor<>("control", Types.STRING, Types.POJO(ControlMessage.class));

    private BareGraph() {}

    /** Only messages of instruments go on, as behind Layer 0's authentication. */
    static DataStream<BareRecord> instruments(SingleOutputStreamOperator<BareRecord> received) {
        return received.uid("received")
                .filter(record -> record.key().indexOf('|') > 0)
                .uid("auth")
                .name("auth");
    }

    /** A keyed hop with the control broadcast, then so many chained layers. */
    static DataStream<BareRecord> chain(
            DataStream<BareRecord> records, DataStream<ControlRecord> control, String uid, int layers) {
        DataStream<BareRecord> last = records.keyBy(BareRecord::key)
                .connect(control.broadcast(CONTROL))
                .process(new BareIntake())
                .uid(uid);
        for (int layer = 1; layer <= layers; layer++) {
            last = DataStreamUtils.reinterpretAsKeyedStream(last, BareRecord::key, Types.STRING)
                    .process(new BareLayer())
                    .uid(uid + "-" + layer);
        }
        return last;
    }
}
