package io.nexus.cli.process;

import io.nexus.cli.report.ControlRefusals;
import io.nexus.connectors.gateway.KafkaProgressMonitor;
import io.nexus.connectors.gateway.MarketFollower;
import io.nexus.connectors.gateway.ProgressMonitor;
import io.nexus.connectors.kafka.SignedRecords;
import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
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
import java.util.concurrent.atomic.AtomicBoolean;

/** Sets the trading state of a run's accounts, or starts the run, and waits until Layer 6 has taken it. */
public final class TradingControl {
    /** A job that is no further behind the market decides on what is going on now. */
    private static final long CAUGHT_UP_MS = 5_000;

    private static final long EVERY_MS = 500;

    private final ControlTarget target;
    private final FeedKeys keys;

    /** A trading state that is on the control topic.
     *
     * @param id of its message
     * @param fromOffset from which Layer 6's report is looked for
     * @param remark what to know about it; may be empty */
    private record Sent(String account, TradingState state, String id, long fromOffset, String remark) {}

    public TradingControl(ControlTarget target) {
        this.target = target;
        keys = FeedKeys.load(target.feedKeys());
    }

    /** Sets the trading state of all accounts.
     *
     * @param reason for people
     * @param limit of the wait for Layer 6; zero = nothing is waited for
     * @return a line for people per account: what Layer 6 reports, which may be stricter than what was asked for
     * @throws IOException if the topic can't be read
     * @throws IllegalStateException when the limit is over, with what was seen last and the likely causes */
    public List<String> set(TradingState state, String reason, Duration limit) throws IOException {
        long limitMs = System.currentTimeMillis() + limit.toMillis();
        List<Sent> sent = new ArrayList<>();
        long newestMs = Newest.read(target.kafka(), keys).sentAtWallMs();
        try (ControlDesk desk = new ControlDesk(target.kafka(), keys, () -> newestMs)) {
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
        Newest newest = Newest.read(target.kafka(), keys);
        List<Sent> sent = new ArrayList<>();
        try (ControlDesk desk = new ControlDesk(target.kafka(), keys, newest::sentAtWallMs)) {
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
                    account, last.state(), rule.messageId(), newest.end(), "run " + runId + " was started before");
        }
        if (last == null || last.state() == TradingState.ACTIVE) {
            if (!newest.isDoubtful()) {
                return send(desk, account, TradingState.ACTIVE, "start of run " + runId, "");
            }
            String doubt = "the control topic holds records about trading states that can't be believed, see the log";
            return send(desk, account, TradingState.REDUCING, doubt, doubt + "; nexus control resume ends it");
        }
        String remark = "stays so from before the start (" + last.reason() + "); nexus control resume ends it";
        return send(desk, account, last.state(), last.reason(), remark);
    }

    private Sent send(ControlDesk desk, String account, TradingState state, String reason, String remark) {
        ControlDesk.Written written = desk.setTradingState(account, state, reason, target.feedTimeMs());
        return new Sent(account, state, written.id(), written.offset() + 1, remark);
    }

    /** What the job makes of a backlog is old: trading starts when there is none. Only reports from now on count: older ones may
     * be those of another job. */
    private void awaitMarket(Duration limit, long limitMs) throws IOException {
        if (limit.isZero()) {
            return;
        }
        try (KafkaProgressMonitor progress = new KafkaProgressMonitor(target.kafka(), keys)) {
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
                lines.add(one.account() + " is asked to be " + one.state() + remark(one));
                continue;
            }
            try (var follower = new AccountFollower(target.kafka(), keys, one.account(), one.fromOffset())) {
                lines.add(line(one, follower.await(one.id(), limitMs)));
            }
        }
        return lines;
    }

    private static String line(Sent sent, AccountSnapshot reported) {
        String is = sent.account() + " is " + reported.tradingState();
        if (reported.tradingState() == sent.state()) {
            return is + cause(reported) + remark(sent);
        }
        String why = reported.tradingMessageId().equals(sent.id())
                ? reported.tradingCause().meaning() + detail(reported) + "; ends: "
                        + reported.tradingCause().end()
                : "a newer control message says so" + detail(reported);
        return is + ", not " + sent.state() + ": " + why + remark(sent);
    }

    /** What keeps an account from sending entries though it is ACTIVE. */
    private static String cause(AccountSnapshot reported) {
        return reported.tradingCause() == TradingCause.CONTROL
                ? ""
                : " (" + reported.tradingCause().meaning() + ")";
    }

    private static String detail(AccountSnapshot reported) {
        return reported.tradingDetail().isEmpty() ? "" : " (" + reported.tradingDetail() + ")";
    }

    private static String remark(Sent sent) {
        return sent.remark().isEmpty() ? "" : "; " + sent.remark();
    }

    /** The newest message of each key on the control topic, as the job keeps them: what was sent before it is a replay.
     *
     * @param end offset behind the last one read
     * @param sentAtWallMs newest time of signing; 0 without one
     * @param isDoubtful whether a record about a trading state, or a signed one, was refused: what it said is unknown */
    private record Newest(Map<String, ControlMessage> byKey, long end, long sentAtWallMs, boolean isDoubtful) {
        static Newest read(Properties kafka, FeedKeys keys) throws IOException {
            Map<String, ControlMessage> byKey = new HashMap<>();
            Map<String, Long> sentAtByKey = new HashMap<>();
            SignedRecords signed = new SignedRecords(keys);
            AtomicBoolean isDoubtful = new AtomicBoolean();
            ControlRefusals refusals = new ControlRefusals();
            try (TopicReader topic = new TopicReader(kafka)) {
                long end = topic.read(Topics.CONTROL, record -> {
                    ControlRecord read = signed.control(record);
                    ControlMessage message = read.message();
                    if (message == null) {
                        refusals.note(read);
                        isDoubtful.compareAndSet(false, SignedRecords.mayBeTradingState(record, read));
                    } else if (sentAtByKey.getOrDefault(message.key(), 0L) <= read.sentAtWallMs()) {
                        sentAtByKey.put(message.key(), read.sentAtWallMs());
                        byKey.put(message.key(), message.withVersion(read.offset()));
                    }
                });
                long newestMs = sentAtByKey.values().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
                return new Newest(byKey, end, newestMs, isDoubtful.get());
            }
        }

        TradingStateRule rule(String runId, String account) {
            TradingStateRule rule = new TradingStateRule(runId, account);
            byKey.values().forEach(rule::read);
            return rule;
        }
    }
}
