package io.nexus.cli.process;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the trading state of a run's accounts, or starts the run, and waits until Layer 6 has taken it. */
public final class TradingControl {
    private static final Logger LOG = LoggerFactory.getLogger(TradingControl.class);

    private final ControlTarget target;

    /** A trading state that stands on the control topic.
     *
     * @param state asked for
     * @param version of its message
     * @param fromOffset from which Layer 6's answer is looked for
     * @param remark what to know about it; may be empty */
    public record Sent(String account, TradingState state, long version, long fromOffset, String remark) {}

    public TradingControl(ControlTarget target) {
        this.target = target;
    }

    /** Sets the trading state of all accounts.
     *
     * @param reason for people */
    public List<Sent> set(TradingState state, String reason) {
        List<Sent> sent = new ArrayList<>();
        try (ControlDesk desk = new ControlDesk(target.kafka())) {
            for (String account : target.accounts()) {
                sent.add(send(desk, account, state, reason, ""));
            }
        }
        return sent;
    }

    /** Starts a run: its START, then ACTIVE for each account, or once more the stricter state that is the newest one on the
     * topic. Sends nothing to an account of a run that was started already, whose trading state stays what it is.
     *
     * @throws IOException if the control topic can't be read */
    public List<Sent> start(String runId) throws IOException {
        Map<String, ControlMessage> newestByKey = new HashMap<>();
        long end;
        try (TopicReader topic = new TopicReader(target.kafka())) {
            end = topic.read(Topics.CONTROL, record -> read(record, newestByKey));
        }
        List<Sent> sent = new ArrayList<>();
        try (ControlDesk desk = new ControlDesk(target.kafka())) {
            boolean isStarted =
                    rule(runId, target.accounts().get(0), newestByKey).isStarted();
            if (!isStarted) {
                desk.start(runId, target.feedTimeMs());
            }
            for (String account : target.accounts()) {
                TradingStateRule rule = rule(runId, account, newestByKey);
                TradingStateChange newest = rule.change();
                if (newest != null && rule.isCurrent()) {
                    String remark = "run " + runId + " was started before";
                    sent.add(new Sent(account, newest.state(), rule.version(), end, remark));
                } else if (newest != null && newest.state() != TradingState.ACTIVE) {
                    String remark =
                            "stays so from before the start (" + newest.reason() + "); nexus control resume ends it";
                    sent.add(send(desk, account, newest.state(), newest.reason(), remark));
                } else {
                    sent.add(send(desk, account, TradingState.ACTIVE, "start of run " + runId, ""));
                }
            }
        }
        return sent;
    }

    /** Waits until Layer 6 has taken what was sent.
     *
     * @param limit for all accounts together; zero = nothing is waited for
     * @return a line for people per account: what Layer 6 reports, which may be stricter than what was asked for
     * @throws IllegalStateException when the limit is over, with what was seen last and the likely causes */
    public List<String> await(List<Sent> sent, Duration limit) {
        List<String> lines = new ArrayList<>();
        long limitMs = System.currentTimeMillis() + limit.toMillis();
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

    private Sent send(ControlDesk desk, String account, TradingState state, String reason, String remark) {
        long version = desk.setTradingState(account, state, reason, target.feedTimeMs());
        if (version == 0) { // the first message of a new topic: a snapshot with version 0 knows of none
            version = desk.setTradingState(account, state, reason, target.feedTimeMs());
        }
        return new Sent(account, state, version, version + 1, remark);
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

    private static TradingStateRule rule(String runId, String account, Map<String, ControlMessage> newestByKey) {
        TradingStateRule rule = new TradingStateRule(runId, account);
        newestByKey.values().forEach(rule::read);
        return rule;
    }

    private static void read(ConsumerRecord<byte[], byte[]> record, Map<String, ControlMessage> newestByKey) {
        if (record.value() == null) {
            return; // a tombstone of compaction
        }
        try {
            ControlMessage message =
                    RecordJson.read(record.value(), ControlMessage.class).withVersion(record.offset());
            newestByKey.put(message.key(), message);
        } catch (IOException e) {
            LOG.warn("unreadable control message {}: {}", record.offset(), e.getMessage());
        }
    }
}
