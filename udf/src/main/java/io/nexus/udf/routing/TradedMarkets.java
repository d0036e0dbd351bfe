package io.nexus.udf.routing;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which account trades an instrument of this run, if any. Immutable. */
public final class TradedMarkets implements Serializable {
    private static final long serialVersionUID = 1;

    private final InstrumentCatalog instruments;
    private final EnumMap<Market, String> accountByMarket;
    private final String accountAsset;

    /** Accounts kept in USDT. */
    public TradedMarkets(InstrumentCatalog instruments, Map<Market, String> accountByMarket) {
        this(instruments, accountByMarket, "USDT");
    }

    /** Markets without an account, and instruments quoted in another asset than the accounts are kept in, are data only.
     *
     * @param accountByMarket keys {@code venue|market|name} by market */
    public TradedMarkets(InstrumentCatalog instruments, Map<Market, String> accountByMarket, String accountAsset) {
        this.accountAsset = accountAsset;
        this.instruments = instruments;
        this.accountByMarket = new EnumMap<>(Market.class);
        this.accountByMarket.putAll(accountByMarket);
    }

    /** The account that trades an instrument; null if none does. */
    public @Nullable String account(String instrument) {
        Instrument known = instruments.find(instrument);
        if (known == null || !known.quoteAsset().equals(accountAsset)) {
            return null;
        }
        return accountByMarket.get(known.market());
    }

    /** Whether a sell may open exposure; not on an instrument nobody knows. */
    public boolean isShortable(String instrument) {
        Instrument known = instruments.find(instrument);
        return known != null && known.isShortable();
    }
}
