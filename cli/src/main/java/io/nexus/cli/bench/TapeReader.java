package io.nexus.cli.bench;

import io.nexus.connectors.clock.SystemWallClock;
import io.nexus.connectors.wire.ClockMode;
import io.nexus.connectors.wire.FeedAuthenticator;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.FreshnessConfig;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.FeedRecord;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Authenticates and reads the tape's messages as the Kafka source does. */
final class TapeReader extends RichMapFunction<Long, FeedRecord> {
    private static final long serialVersionUID = 1;

    private final InstrumentCatalog catalog;
    private final String keysFile;
    private final Pace pace;
    private transient FeedAuthenticator authenticator;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    TapeReader(BenchMarket market, Pace pace) {
        this.catalog = market.instruments();
        this.keysFile = market.keysFile().toString();
        this.pace = pace;
    }

    @Override
    public void open(OpenContext context) {
        authenticator = new FeedAuthenticator(
                FeedKeys.load(Path.of(keysFile)),
                catalog,
                ClockMode.REPLAY,
                FreshnessConfig.defaults(),
                SystemWallClock.INSTANCE);
    }

    @Override
    public FeedRecord map(Long index) {
        pace.await(index);
        return authenticator.authenticate(MessageTape.current().message(Math.toIntExact(index)));
    }
}
