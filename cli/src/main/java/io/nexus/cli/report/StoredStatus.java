package io.nexus.cli.report;

import io.nexus.connectors.file.WholeFile;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.control.TradingStateChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one asks of an account first: what it may do, since when and why, what it is worth, and how its strategies are weighed. Made
 * of the control topic; a run writes it into its data directory.
 *
 * @param account newest snapshot by Layer 6; null before the first
 * @param sinceFeedTimeMs feed time of the first snapshot known with that snapshot's trading state
 * @param asked newest trading state that was asked for; null if none was
 * @param askedAtMs feed time of that
 * @param weights every update of the strategies' weights that is known, oldest first */
public record StoredStatus(
        @Nullable AccountSnapshot account,
        long sinceFeedTimeMs,
        @Nullable TradingStateChange asked,
        long askedAtMs,
        List<StrategyWeights> weights) {
    /** Nothing known yet. */
    public static final StoredStatus NONE = new StoredStatus(null, 0, null, 0, List.of());

    private static final int MOST_WEIGHTS = 400;

    public StoredStatus {
        weights = weights == null ? List.of() : List.copyOf(weights);
    }

    /** The status after one more control message. */
    public StoredStatus with(ControlMessage message) {
        AccountSnapshot snapshot = message.account();
        if (snapshot != null) {
            if (snapshot.tradingSinceMs() > 0) {
                return new StoredStatus(snapshot, snapshot.tradingSinceMs(), asked, askedAtMs, weights);
            }
            boolean isSame = account != null && account.tradingState() == snapshot.tradingState();
            long since = isSame ? sinceFeedTimeMs : snapshot.feedTimeMs();
            return new StoredStatus(snapshot, since, asked, askedAtMs, weights);
        }
        if (message.tradingState() != null) {
            return new StoredStatus(account, sinceFeedTimeMs, message.tradingState(), message.feedTimeMs(), weights);
        }
        StrategyWeights update = message.weights();
        if (update == null || weights.stream().anyMatch(known -> known.asOfMs() == update.asOfMs())) {
            return this;
        }
        List<StrategyWeights> all = new ArrayList<>(weights);
        all.add(update);
        return new StoredStatus(
                account,
                sinceFeedTimeMs,
                asked,
                askedAtMs,
                all.subList(Math.max(0, all.size() - MOST_WEIGHTS), all.size()));
    }

    /** Why the account is in its trading state, for people. */
    public String why() {
        if (account == null) {
            return "Layer 6 has not reported yet";
        }
        TradingCause cause = account.tradingCause();
        if (cause != TradingCause.CONTROL) {
            String detail = account.tradingDetail();
            return cause.meaning() + (detail.isEmpty() ? "" : " (" + detail + ')');
        }
        if (asked != null && asked.state() == account.tradingState()) {
            return asked.reason();
        }
        return account.tradingState() == TradingState.REDUCING
                ? "a limit, or a job that has not read its own start yet"
                        + (asked == null ? "" : "; asked for was " + asked.state() + " (" + asked.reason() + ')')
                : asked == null ? "nothing else was asked for" : asked.state() + " was asked for: " + asked.reason();
    }

    /** What ends that state, for people. */
    public String until() {
        if (account != null && account.tradingCause() != TradingCause.CONTROL) {
            return account.tradingCause().end();
        }
        TradingState state = account == null ? TradingState.REDUCING : account.tradingState();
        return switch (state) {
            case ACTIVE -> "a limit, or control halt, reduce or flatten";
            case REDUCING -> "control resume, once the limit's cause is over";
            case FLATTENING -> "all positions are closed; then it is HALTED";
            case HALTED, FROZEN -> "control resume";
        };
    }

    /** Reads what {@link #store} wrote; {@link #NONE} if there is no such file.
     *
     * @throws IOException if it can't be read */
    public static StoredStatus load(Path file) throws IOException {
        return Files.exists(file) ? RecordJson.read(WholeFile.read(file), StoredStatus.class) : NONE;
    }

    /** Replaces the file, at once and whole.
     *
     * @throws IOException if it can't be written */
    public void store(Path file) throws IOException {
        WholeFile.replaceDerived(file, RecordJson.write(this));
    }
}
