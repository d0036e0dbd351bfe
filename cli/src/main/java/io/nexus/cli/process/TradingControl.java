package io.nexus.cli.process;

import io.nexus.connectors.gateway.KafkaProgressMonitor;
import io.nexus.connectors.gateway.MarketFollower;
import io.nexus.connectors.gateway.ProgressMonitor;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.Topics;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.TradingStateChange;
import io.nexus.domain.control.TradingStateRule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the trading state of a run's accounts, or starts the run, and waits until Layer 6 has taken it. */
public final class TradingControl {
    private static final Logger LOG = LoggerFactory.getLogger(TradingControl.class);
    /** A job that is no further behind the market decides on what is going on now. */
    private static final long CAUGHT_UP_MS = 5_000;

    private static final long EVERY_MS = 500;

    private final ControlTarget target;

    /** A trading state that is on the control topic.
     *
     * @param version of its message
     * @param fromOffset from which Layer 6's report is looked for
     * @param remark what to know about it; may be empty */
    private record Sent(String account, TradingState state, long version, long fromOffset, String remark) {}

    public TradingControl(ControlTarget target) {
        this.target = target;
    }

    /** Sets the trading state of all accounts.
     *
     * @param reason for people
     * @param limit of the wait for Layer 6; zero = nothing is waited for
     * @return a line for people per account: what Layer 6 reports, which may be stricter than what was asked for
     * @throws IllegalStateException when the limit is over, with what was seen last and the likely causes */
    public List<String> set(TradingState state, String reason, Duration limit) {
        long limitMs = System.currentTimeMillis() + limit.toMillis();
        List<Sent> sent = new ArrayList<>();
        try (ControlDesk desk = new ControlDesk(target.kafka())) {
            for (String account : target.accounts()) {
                sent.add(send(desk, account, state, reason, ""));
            }
        }
        return await(sent, limit, limitMs);
    }

    /** Starts a run: sends its START, waits until the job has come up with the market, then sends ACTIVE for each account, or
     * once more the stricter state that is the newest one on the topic. Sends nothing for a run that was started already,
     * whose trading state stays what it is.
     *
     * @param limit of all waiting; zero = nothing is waited for
     * @return as of {@link #set}
     * @throws IOException if a topic can't be read
     * @throws IllegalStateException when the limit is over, with what was seen last and the likely causes */
    public List<String> start(String runId, Duration limit) throws IOException {
        long limitMs = System.currentTimeMillis() + limit.toMillis();
        Newest newest = Newest.read(target.kafka());
        List<Sent> sent = new ArrayList<>();
        try (ControlDesk desk = new ControlDesk(target.kafka())) {
            boolean isStarted = target.accounts().stream()
                    .allMatch(account -> newest.rule(runId, account).isCurrent());
            if (!isStarted) {
                desk.start(runId, target.feedTimeMs());
                awaitMarket(limit, limitMs);
            }
            for (String account : target.accounts()) {
                sent.add(started(desk, account, runId, newest, isStarted));
            }
        }
        return await(sent, limit, limitMs);
    }

    private Sent started(ControlDesk desk, String account, String runId, Newest newest, boolean isStarted) {
        TradingStateRule rule = newest.rule(runId, account);
        TradingStateChange last = rule.change();
        if (isStarted && last != null) {
            return new Sent(
                    account, last.state(), rule.version(), newest.end(), "run " + runId + " was started before");
        }
        if (last == null || last.state() == TradingState.ACTIVE) {
            return send(desk, account, TradingState.ACTIVE, "start of run " + runId, "");
        }
        String remark = "stays so from before the start (" + last.reason() + "); nexus control resume ends it";
        return send(desk, account, last.state(), last.reason(), remark);
    }

    private Sent send(ControlDesk desk, String account, TradingState state, String reason, String remark) {
        long version = desk.setTradingState(account, state, reason, target.feedTimeMs());
        if (version == 0) { // the first message of a new topic: a snapshot with version 0 knows of none
            version = desk.setTradingState(account, state, reason, target.feedTimeMs());
        }
        return new Sent(account, state, version, version + 1, remark);
    }

    /** What the job makes of a backlog is old: trading starts when there is none. Only reports from now on count: older ones may
     * be those of another job. */
    private void awaitMarket(Duration limit, long limitMs) throws IOException {
        if (limit.isZero()) {
            return;
        }
        try (KafkaProgressMonitor progress = new KafkaProgressMonitor(target.kafka())) {
            long marketMs = MarketFollower.newestFeedTimeMs(target.kafka());
            while (marketMs != MarketFollower.NONE && progress.feedTimeMs() < marketMs - CAUGHT_UP_MS) {
                if (System.currentTimeMillis() >= limitMs) {
                    throw new IllegalStateException(
                            "the run is not trading yet, call start again: " + behind(progress.feedTimeMs(), marketMs));
                }
                TimeUnit.MILLISECONDS.sleep(EVERY_MS);
                marketMs = MarketFollower.newestFeedTimeMs(target.kafka());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the job comes up with the market", e);
        }
    }

    private static String behind(long progressMs, long marketMs) {
        return progressMs == ProgressMonitor.NONE
                ? "no job reports progress; is one running on this Kafka?"
                : "the job is at feed time " + Instant.ofEpochMilli(progressMs) + ", the market at "
                        + Instant.ofEpochMilli(marketMs);
    }

    private List<String> await(List<Sent> sent, Duration limit, long limitMs) {
        List<String> lines = new ArrayList<>();
        for (Sent one : sent) {
            if (limit.isZero()) {
                lines.add(one.account() + " is asked to be " + one.state() + " (control message " + one.version() + ")"
                        + remark(one));
                continue;
            }
            try (AccountFollower follower = new AccountFollower(target.kafka(), one.account(), one.fromOffset())) {
                lines.add(line(one, follower.await(one.version(), limitMs)));
            }
        }
        return lines;
    }

    private static String line(Sent sent, AccountSnapshot reported) {
        String is = sent.account() + " is " + reported.tradingState();
        if (reported.tradingState() == sent.state()) {
            return is + " (control message " + reported.tradingVersion() + ")" + remark(sent);
        }
        String why = reported.tradingVersion() > sent.version()
                ? "control message " + reported.tradingVersion() + " is newer"
                : "Layer 6 reduces until it has read the START of its run (nexus start), and when a loss limit is exceeded";
        return is + ", not " + sent.state() + " as control message " + sent.version() + " says: " + why + remark(sent);
    }

    private static String remark(Sent sent) {
        return sent.remark().isEmpty() ? "" : "; " + sent.remark();
    }

    /** The newest message of each key on the control topic, as the job keeps them.
     *
     * @param end offset behind the last one read */
    private record Newest(Map<String, ControlMessage> byKey, long end) {
        static Newest read(Properties kafka) throws IOException {
            Map<String, ControlMessage> byKey = new HashMap<>();
            try (TopicReader topic = new TopicReader(kafka)) {
                long end = topic.read(Topics.CONTROL, record -> put(record, byKey));
                return new Newest(byKey, end);
            }
        }

        TradingStateRule rule(String runId, String account) {
            TradingStateRule rule = new TradingStateRule(runId, account);
            byKey.values().forEach(rule::read);
            return rule;
        }

        private static void put(ConsumerRecord<byte[], byte[]> record, Map<String, ControlMessage> byKey) {
            if (record.value() == null) {
                return; // a tombstone of compaction
            }
            try {
                ControlMessage message =
                        RecordJson.read(record.value(), ControlMessage.class).withVersion(record.offset());
                byKey.put(message.key(), message);
            } catch (IOException e) {
                LOG.warn("unreadable control message {}: {}", record.offset(), e.getMessage());
            }
        }
    }
}
