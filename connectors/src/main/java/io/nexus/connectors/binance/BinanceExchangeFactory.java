package io.nexus.connectors.binance;

import io.nexus.connectors.secret.SecretFile;
import io.nexus.domain.check.Check;
import io.nexus.domain.port.Exchange;
import io.nexus.domain.port.ExchangeFactory;

/** Opens a Binance client where it is needed; the key is read there, then.
 *
 * @param keyFile of the lines {@code apiKey=...} and {@code secret=...} */
public record BinanceExchangeFactory(BinanceAccess access, String keyFile) implements ExchangeFactory {
    private static final long serialVersionUID = 1;

    public BinanceExchangeFactory {
        Check.notBlank("keyFile", keyFile);
    }

    @Override
    public Exchange open() {
        return new BinanceExchange(access, ApiKey.read(SecretFile.named(keyFile)), System::currentTimeMillis);
    }
}
