package io.nexus.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.nexus.connectors.wire.ClockMode;
import io.nexus.connectors.wire.FeedAuthenticator;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.FreshnessConfig;
import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.market.MarketEventKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchMarketTest {
    private static final int EVENTS = 2_000;

    @Test
    void everyMessageOfTheTapeIsAuthenticAndTheBarsComeFirst(@TempDir Path folder) throws IOException {
        BenchMarket market = BenchMarket.of(folder, EVENTS);

        FeedAuthenticator authenticator = new FeedAuthenticator(
                FeedKeys.load(market.keysFile()),
                market.instruments(),
                ClockMode.REPLAY,
                FreshnessConfig.defaults(),
                () -> 0);
        int bars = 0;
        int live = 0;
        for (int i = 0; i < market.tape().size(); i++) {
            var message = market.tape().message(i);
            FeedRecord received = authenticator.authenticate(message);
            var event = received.event();
            boolean isWhole = Arrays.equals(market.tape().payload(i), message.value())
                    && market.tape().key(i).equals(new String(message.key(), StandardCharsets.UTF_8));
            if (event == null || !isWhole) {
                fail("message " + i + ": " + received);
                return;
            }
            boolean isLive = event.kind() != MarketEventKind.HEARTBEAT && !event.isGenerated();
            bars += live == 0 && event.kind() == MarketEventKind.BAR ? 1 : 0;
            live += isLive && event.kind() != MarketEventKind.BAR ? 1 : 0;
        }
        assertThat(bars).isEqualTo(market.barEvents());
        assertThat(live).isGreaterThanOrEqualTo(EVENTS);
    }
}
