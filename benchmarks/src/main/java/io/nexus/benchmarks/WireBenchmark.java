package io.nexus.benchmarks;

import io.nexus.connectors.wire.FeedAuthenticator;
import io.nexus.domain.market.FeedRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Signature, JSON and checks of one message of the market topic. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class WireBenchmark {
    private static final int MESSAGES = 10_000;

    private final List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
    private FeedAuthenticator authenticator;
    private int next;

    @SuppressWarnings("NullAway.Init") // set up by the framework
    public WireBenchmark() {}

    @Setup
    public void prepare() throws IOException {
        SampleMarket market = new SampleMarket();
        authenticator = market.authenticator();
        for (int i = market.tape().size() - MESSAGES; i < market.tape().size(); i++) {
            messages.add(market.tape().message(i));
        }
    }

    @Benchmark
    public FeedRecord verifyAndParse() {
        next = next + 1 == MESSAGES ? 0 : next + 1;
        return authenticator.authenticate(messages.get(next));
    }
}
