package io.nexus.cli.document;

import io.nexus.domain.feature.FeatureDefinition;
import io.nexus.domain.feature.FeatureSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

final class FeatureDocumentTest {
    @Test
    void thePageOfFeaturesIsWhatTheSchemaSays() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                # The 65 features of Layer 1

                Made from `FeatureSchema`; do not edit. Models are bound to the hash of the names in this order:
                `%s`.

                - All are causal and finite. While its data are missing, a feature stands at its neutral value and is flagged.
                - A window of n seconds is the second under way and the n - 1 whole ones before it; a return over n seconds starts from
                  the close before those, so it spans between n - 1 and n seconds. Bars likewise, unless the window counts bars: those
                  are closed ones. A bar spans its trades; one without any leads from the last price to the mid.
                - sigma of a return over T is `s1 sqrt(T)`; s1 is the volatility of one-second returns, squares weighed by
                  `e^(-age / 300 s)`; while that has seen less than 60 s it comes from GARCH. "over 1 d" is the time constant of a mean.
                - A quarter of an hour without events empties the windows; means and percentiles go on.
                - A missing bar starts what is made of bars anew: averages, oscillators, ATR, ADX, GARCH, channels, the profile of
                  volume. So do bars before the feed that do not reach its first event, less one bar: their features are missing,
                  and the instrument is cold until it has made its own. VPIN is missing after a day that is not whole; volumes by
                  time of day are forgotten at a hole of a day. What a silence of less than a quarter of an hour leaves out is
                  filled with the last price.
                - Depth counts only where the book is known as far as 10 bp on both sides, and a walk ends where it is known no
                  further; else both are missing.
                - A trade that came before, by its id, is no trade; nor is a print that the venue marks as none.
                - Annualised volatilities: one is 100 %% a year of 365.25 days. ATR is Wilder's of 14 one-minute bars, at least one tick.

                Each is compared with a naive twin that computes it again from all events, on random and on recorded markets
                (`RandomTwinsTest`, `RecordedTwinsTest`): equal within 1e-9.

                | # | name | unit | window | neutral | meaning |
                |---|---|---|---|---|---|
                """
                        .formatted(FeatureSchema.hash()));
        int number = 0;
        for (FeatureDefinition feature : FeatureSchema.DEFINITIONS) {
            page.append("| %d | `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            ++number,
                            feature.name(),
                            feature.unit(),
                            feature.window(),
                            rounded(feature.neutral()),
                            feature.meaning()));
        }

        GeneratedDocument.assertUpToDate("features.md", page.toString());
    }

    private static String rounded(double value) {
        return BigDecimal.valueOf(value)
                .setScale(3, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
