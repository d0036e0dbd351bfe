package io.nexus.cli.command;

import io.nexus.cli.process.FeedPlan;
import io.nexus.cli.process.GatewayProcess;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.gateway.GatewayProgress;
import io.nexus.connectors.gateway.Speed;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The feed as a process of its own. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = {
            "Send a market to Kafka until it is stopped: the simulated one, or a recording.",
            "The warm-up is sent as fast as Kafka and the job take it, then the market goes on at --speed.",
            "The same command on the same directory goes on where the last one was, also after kill -9.",
            "DIR/gateway-status.json says once a second whether the market is warm and how far it has come.",
            "It writes exchange.instruments-file of the connections if there is none; venue and job read it."
        })
public final class GatewayCommand implements Callable<Integer> {
    @Mixin
    ConnectOption connect = new ConnectOption();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Directory that remembers how far the feed came; one gateway at a time has it.")
    Path data = Path.of("");

    @Mixin
    FeedOptions feed = new FeedOptions();

    @Option(
            names = "--speed",
            description = {
                "Feed time per wall time after the warm-up: 1x, 60x, ... or max (default: ${DEFAULT-VALUE}).",
                "Above 1x the feed never runs far ahead of the job, so it waits for one."
            })
    String speed = "1x";

    @Option(
            names = "--duration",
            description = "Simulated market: wall time after the warm-up until it ends (default: without end).")
    @Nullable
    String duration;

    @Override
    public Integer call() throws Exception {
        FeedPlan plan = plan();
        OptionPaths.requireFolderToWrite("--data", data);
        Connections connections = connect.read();
        Interruption interruption = Interruption.ofSignals();
        try (GatewayProcess gateway = GatewayProcess.start(connections, plan, data)) {
            Notices.print(gateway.notice());
            System.out.println("gateway sends " + feed.name() + " ("
                    + gateway.instruments().all().size() + " instruments) to "
                    + connections.kafkaClient().get("bootstrap.servers") + ", directory " + data);
            gateway.backFill().lines().forEach(System.out::println);
            return ServiceLoop.run(interruption, new Reported(gateway));
        }
    }

    private FeedPlan plan() throws IOException {
        double multiple = speed.equals("max") ? 1 : Speed.parse(speed).multiple();
        feed.requireUsed("--seed", "--warm-up", "--instruments", "--duration");
        long tradeMs = duration == null ? FeedPlan.ENDLESS_MS : feed.tradeMs(duration, multiple);
        FeedPlan.Span span =
                feed.replay == null ? FeedPlan.Span.simulated(feed.warmUpMs(), tradeMs) : FeedPlan.Span.RECORDED;
        return new FeedPlan(feed.config(Map.of()), feed.replay, feed.klines(), null, feed.seed, span, speed);
    }

    /** Reports each turn of the feed once. */
    private static final class Reported implements ServiceLoop.Watched {
        private final GatewayProcess gateway;
        private boolean areBarsReported;
        private boolean isWarm;
        private boolean isEnded;

        Reported(GatewayProcess gateway) {
            this.gateway = gateway;
        }

        @Override
        public String failure() {
            GatewayProgress progress = gateway.progress();
            long unreadable = progress.refused() - progress.letters(RejectReason.NO_TRADE);
            boolean isUnusable = progress.isSourceEnded() && unreadable * 2 > progress.received();
            return isUnusable
                    ? unreadable + " of " + progress.received() + " messages of the market could not be read: "
                            + progress.refusedByReason()
                    : gateway.failure();
        }

        @Override
        public void report() {
            if (!areBarsReported && !gateway.bars().isEmpty()) {
                areBarsReported = true;
                gateway.bars().forEach(System.out::println);
            }
            GatewayProgress progress = gateway.progress();
            if (!isWarm && gateway.isWarm()) {
                isWarm = true;
                System.out.println("the market is warm: feed time " + OutputFormat.time(progress.feedTimeMs())
                        + " UTC, " + progress.sent() + " messages sent by this process");
            }
            if (!isEnded && progress.isSourceEnded()) {
                isEnded = true;
                String refused = progress.refused() == 0 ? "" : "; refused " + progress.refusedByReason();
                String found = progress.sourceCounts().isEmpty() ? "" : "; " + progress.sourceCounts();
                System.out.println(
                        "end of the market" + refused + found + "; heartbeats go on until this process is stopped");
            }
        }
    }
}
