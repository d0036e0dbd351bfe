package io.nexus.cli.command;

import io.nexus.cli.process.RunSource;
import io.nexus.cli.report.AlertRules;
import io.nexus.cli.report.Webhook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Watches a run and posts what somebody should know. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = {
            "Watch a run and post alerts to a webhook until it is stopped.",
            "Alerts: trading is halted, a limit reduces, trading again, the feed is silent or back, the run has ended.",
            "Each is an HTTP POST of {kind, text, run, wallTimeMs}. It is a process of its own: trading never waits for it.",
            "The address is the first line of --url-file, or the environment variable NEXUS_ALERT_URL: it may hold a secret."
        })
public final class AlertsCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(AlertsCommand.class);

    @Mixin
    RunOption from = new RunOption();

    @Option(names = "--url-file", paramLabel = "FILE", description = "File whose first line is the address.")
    @Nullable
    Path urlFile;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            description = "How often the run is looked at (default: ${DEFAULT-VALUE}).")
    String every = "5s";

    @Option(
            names = "--silent-after",
            paramLabel = "TIME",
            description = "Wall time without progress after which the feed is silent (default: ${DEFAULT-VALUE}).")
    String silentAfter = "60s";

    @Override
    public Integer call() throws Exception {
        long everyMs = Durations.parsePositiveMs("every", every);
        AlertRules rules = new AlertRules(Durations.parsePositiveMs("silent-after", silentAfter));
        if (urlFile != null) {
            OptionPaths.requireFile("--url-file", urlFile);
        }
        Webhook webhook = Webhook.of(urlFile);
        try (RunSource run = from.open()) {
            System.out.println("watching " + run.title());
        }
        return ServiceLoop.run(Interruption.ofSignals(), new Watch(rules, webhook, everyMs));
    }

    /** Looks once in a while; what can't be read now is looked at again. */
    private final class Watch implements ServiceLoop.Watched {
        private final AlertRules rules;
        private final Webhook webhook;
        private final long everyMs;
        private long lookAtMs;

        Watch(AlertRules rules, Webhook webhook, long everyMs) {
            this.rules = rules;
            this.webhook = webhook;
            this.everyMs = everyMs;
        }

        @Override
        public String failure() {
            return "";
        }

        @Override
        public void report() {
            long nowMs = System.currentTimeMillis();
            if (nowMs < lookAtMs) {
                return;
            }
            lookAtMs = nowMs + everyMs;
            try (RunSource run = from.open()) {
                String title = run.title();
                var seen = new AlertRules.Seen(run.status(), run.counts().feedTimeMs(), run.ended());
                for (AlertRules.Alert alert : rules.look(seen, nowMs)) {
                    System.out.println(alert.kind() + ": " + alert.text());
                    webhook.post(alert, title);
                }
            } catch (IOException e) {
                LOG.warn("the run can't be read now", e);
            }
        }
    }
}
