package io.nexus.domain.port;

import java.io.Serializable;

/** Opens an exchange client where it is needed; holds addresses and file names, never secrets. */
@FunctionalInterface
public interface ExchangeFactory extends Serializable {
    Exchange open();
}
