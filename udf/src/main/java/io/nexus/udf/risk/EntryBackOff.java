package io.nexus.udf.risk;

import io.nexus.domain.decision.Candidate;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.skip.SkipCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Backs off from instruments whose entries are refused: the same request would meet the same answer. Once several instruments
 * are refused for one reason (a wrong key, no margin), the account only reduces until somebody resumes it. */
final class EntryBackOff {
    /** As venues write it: a minus sign and three to five digits. */
    private static final Pattern CODE = Pattern.compile("-\\d{3,5}\\b");

    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9.]*");
    private static final int LONGEST_CODE = 60;

    private final EntryBackOffConfig config;

    EntryBackOff(EntryBackOffConfig config) {
        this.config = config;
    }

    /** Takes an entry's final status. */
    void ended(RiskBook book, OrderState entry, long feedTimeMs) {
        InstrumentRisk risk = book.instrument(entry.intent.instrument());
        if (!isRefusal(entry.status) || entry.filledLots > 0) {
            risk.forgetRefusals();
            return;
        }
        String code = code(entry);
        risk.refusalsInRow = code.equals(risk.refusalCode) ? risk.refusalsInRow + 1 : 1;
        risk.refusalCode = code;
        // an event's time is no clock
        risk.refusedAtMs = book.tickMs == Long.MIN_VALUE ? feedTimeMs : Math.min(feedTimeMs, book.tickMs);
        risk.refusedUntilMs = risk.refusedAtMs + config.waitMs(risk.refusalsInRow);
    }

    /** The wait that a candidate comes into; null if there is none. */
    static @Nullable Rejection wait(@Nullable InstrumentRisk held, Candidate candidate) {
        return held != null && candidate.feedTimeMs() < held.refusedUntilMs
                ? new Rejection(SkipCode.L6_BACK_OFF, held.refusedUntilMs - candidate.feedTimeMs(), 0)
                : null;
    }

    /** Reduces the account once enough instruments are refused for one reason. */
    void reduceIfWidespread(RiskBook book, AccountControl control) {
        if (book.isReducedByRefusals) {
            return;
        }
        for (InstrumentRisk one : book.instruments) {
            if (one.refusalsInRow >= 2 && alike(book, one) >= config.reduceInstruments()) {
                book.isReducedByRefusals = true;
                book.refusedFor = one.refusalCode;
                book.refusedAtVersion = control.tradingVersion();
                return;
            }
        }
    }

    private int alike(RiskBook book, InstrumentRisk one) {
        int count = 0;
        for (InstrumentRisk other : book.instruments) {
            boolean isAlike = other.refusalsInRow >= 2
                    && other.refusalCode != null
                    && other.refusalCode.equals(one.refusalCode)
                    && Math.abs(other.refusedAtMs - one.refusedAtMs) <= 2 * config.maxWaitMs();
            count += isAlike ? 1 : 0;
        }
        return count;
    }

    private static boolean isRefusal(OrderStatus status) {
        return status == OrderStatus.REJECTED || status == OrderStatus.DENIED || status == OrderStatus.LOST;
    }

    /** The venue's code, or the text without its numbers. */
    private static String code(OrderState entry) {
        String error = entry.error == null ? entry.status.name() : entry.error;
        Matcher code = CODE.matcher(error);
        if (code.find()) {
            return code.group();
        }
        String text = NUMBER.matcher(error).replaceAll("#");
        return text.substring(0, Math.min(text.length(), LONGEST_CODE));
    }
}
