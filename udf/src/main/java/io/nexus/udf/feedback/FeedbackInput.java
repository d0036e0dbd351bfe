package io.nexus.udf.feedback;

import io.nexus.domain.outcome.EpisodeOutcome;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.signal.Contribution;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One outcome for one strategy.
 *
 * @param strategyColumn key of the stream, 0 to 19
 * @param isTrade a trade's share; else a signal episode
 * @param isContributor of a trade: the strategy's signal had the trade's sign, so it has a share of its P&L
 * @param isCorrect episodes: the net result is positive; trades: the strategy's direction would have earned its costs
 * @param netBps of the episode, or the trade's times the share; 0 on trades against the strategy
 * @param pnl share of the trade's P&L after fees, in quote units, a feature; 0 otherwise
 * @param strength of an episode's trigger, else 0
 * @param rawConfidence of the trigger, 0.5 to 1 */
public record FeedbackInput(
        int strategyColumn,
        boolean isTrade,
        boolean isContributor,
        boolean isCorrect,
        double netBps,
        double pnl,
        double strength,
        double rawConfidence,
        long feedTimeMs) {

    public static FeedbackInput of(EpisodeOutcome episode) {
        return new FeedbackInput(
                episode.strategy().column(),
                false,
                false,
                episode.isWin(),
                episode.netBps(),
                0,
                episode.strength(),
                episode.rawConfidence(),
                episode.endedAtMs());
    }

    /** Shares of a trade. A strategy contributed if its signal has the trade's sign; its share is weight times confidence
     * over their sum (equal shares if that is 0). Strategies on the other side are right if the opposite trade would have
     * earned its fees. */
    public static List<FeedbackInput> of(TradeOutcome trade) {
        double total = 0;
        int contributors = 0;
        for (Contribution contribution : trade.contributions()) {
            if (contribution.direction() == trade.side().sign()) {
                total += contribution.weight() * contribution.confidence();
                contributors++;
            }
        }
        List<FeedbackInput> shares = new ArrayList<>(trade.contributions().size());
        for (Contribution contribution : trade.contributions()) {
            double part = contribution.weight() * contribution.confidence();
            double share = total > 0 ? part / total : 1.0 / contributors;
            boolean isContributor = contribution.direction() == trade.side().sign();
            shares.add(share(trade, contribution, isContributor, share));
        }
        return shares;
    }

    private static FeedbackInput share(
            TradeOutcome trade, Contribution contribution, boolean isContributor, double share) {
        BigDecimal net = trade.grossPnl().subtract(trade.fees());
        boolean isCorrect =
                isContributor ? trade.isWin() : trade.grossPnl().negate().compareTo(trade.fees()) > 0;
        return new FeedbackInput(
                contribution.strategy().column(),
                true,
                isContributor,
                isCorrect,
                isContributor ? share * trade.netBps() : 0,
                isContributor ? share * net.doubleValue() : 0,
                0,
                contribution.rawConfidence(),
                trade.closedAtMs());
    }
}
