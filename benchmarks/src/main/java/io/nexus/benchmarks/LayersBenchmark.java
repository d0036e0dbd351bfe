package io.nexus.benchmarks;

import static java.util.Objects.requireNonNull;

import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Layers 1 and 2 without Flink, in one thread, over a feed in memory: what a message costs, evaluated where an evaluation is due,
 * and how long single evaluations take. Each pass over the feed starts with state that its first part has warmed. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms4g", "-Xmx4g"})
public class LayersBenchmark {
    private static final int WARMING = 100_000;
    private static final int MESSAGES = 400_000;
    private static final int WARM_UP_PASSES = 4;
    private static final int PASSES = 5;

    /** A pass over the feed, ready to begin: nothing is set up between passes, so that what is allocated is the pass's. */
    @State(Scope.Thread)
    public static class Pass {
        private final Deque<Desks> ready = new ArrayDeque<>();
        private List<Stamped> messages;
        private Desks desks;

        @SuppressWarnings("NullAway.Init") // set up by the framework
        public Pass() {}

        @Setup(Level.Trial)
        public void read() {
            FeedInMemory feed = new FeedInMemory(WARMING + MESSAGES, WARMING + MESSAGES);
            messages = feed.messages();
            for (int i = 0; i < WARM_UP_PASSES + PASSES; i++) {
                Desks next = feed.desks();
                messages.subList(0, WARMING).forEach(next::take);
                ready.add(next);
            }
        }

        @Setup(Level.Iteration)
        public void begin() {
            desks = requireNonNull(ready.poll(), "more passes than were prepared");
        }
    }

    /** The feed up to just before the next message that is evaluated. */
    @State(Scope.Thread)
    public static class Walk {
        private FeedInMemory feed;
        private Desks desks;
        private Stamped evaluated;
        private int next;

        @SuppressWarnings("NullAway.Init") // set up by the framework
        public Walk() {}

        @Setup(Level.Trial)
        public void read() {
            feed = new FeedInMemory(WARMING + MESSAGES, WARMING + MESSAGES);
            next = feed.messages().size();
        }

        @Setup(Level.Invocation)
        public void walk() {
            for (evaluated = step(); !evaluated.isEvaluation(); evaluated = step()) {
                desks.take(evaluated);
            }
        }

        private Stamped step() {
            if (next == feed.messages().size()) {
                desks = feed.desks();
                feed.messages().subList(0, WARMING).forEach(desks::take);
                next = WARMING;
            }
            return feed.messages().get(next++);
        }
    }

    /** One message into the cores, evaluated if one is due: no records are made. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OperationsPerInvocation(MESSAGES)
    @Warmup(iterations = WARM_UP_PASSES)
    @Measurement(iterations = PASSES)
    public long message(Pass pass) {
        long passing = 0;
        for (int i = WARMING; i < WARMING + MESSAGES; i++) {
            passing += pass.desks.take(pass.messages.get(i));
        }
        return passing;
    }

    /** One message, and the records that the two operators hand on. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OperationsPerInvocation(MESSAGES)
    @Warmup(iterations = WARM_UP_PASSES)
    @Measurement(iterations = PASSES)
    public void messageHandedOn(Pass pass, Blackhole out) {
        for (int i = WARMING; i < WARMING + MESSAGES; i++) {
            out.consume(pass.desks.handOn(pass.messages.get(i)));
        }
    }

    /** One message that is evaluated: the event itself, 65 features, six dimensions, twenty strategies. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @Warmup(iterations = 3, time = 5)
    @Measurement(iterations = 5, time = 5)
    public int evaluation(Walk walk) {
        return walk.desks.take(walk.evaluated);
    }

    /** The same, and the records that the two operators hand on. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @Warmup(iterations = 3, time = 5)
    @Measurement(iterations = 5, time = 5)
    public Signaled evaluationHandedOn(Walk walk) {
        return walk.desks.handOn(walk.evaluated);
    }
}
