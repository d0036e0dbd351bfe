package io.nexus.testbed.venue;

import static io.nexus.testbed.venue.OrderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Requests about balances, positions and funding. {@code updateTime} is the venue's clock. */
final class AccountApi {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final VenueCore core;
    private final Listing listing;
    private final String quoteAsset;

    AccountApi(VenueCore core, Listing listing, String quoteAsset) {
        this.core = core;
        this.listing = listing;
        this.quoteAsset = quoteAsset;
    }

    /** Everything booked so far, summed up. */
    JsonNode books(ApiRequest request) {
        VenueBooks books = core.read(VenueState::books);
        return NODES.objectNode()
                .put("startWallet", books.startWallet())
                .put("wallet", books.wallet())
                .put("funding", books.funding())
                .put("orders", books.orders())
                .put("distinctIds", books.distinctIds())
                .put("fills", books.fills());
    }

    JsonNode spotAccount(ApiRequest request) {
        return core.readAndTell((state, clockMs) -> {
            ObjectNode answer = NODES.objectNode()
                    .put("accountType", "SPOT")
                    .put("canTrade", true)
                    .put("updateTime", clockMs);
            ArrayNode balances = answer.putArray("balances");
            BigDecimal cash = state.spotCash();
            BigDecimal free = Margin.spotAvailable(state);
            balances.addObject()
                    .put("asset", quoteAsset)
                    .put("free", text(free))
                    .put("locked", text(cash.subtract(free)));
            for (Instrument instrument : listing.of(Market.SPOT)) {
                InstrumentAccount account = state.account(instrument.key());
                long locked = account.openLots(Side.SELL);
                balances.addObject()
                        .put("asset", listing.baseAsset(instrument))
                        .put("free", text(instrument.quantity(account.ledger.signedLots - locked)))
                        .put("locked", text(instrument.quantity(locked)));
            }
            return answer;
        });
    }

    JsonNode usdmAccount(ApiRequest request) {
        return core.readAndTell((state, clockMs) -> {
            BigDecimal wallet = state.wallet(Market.USDM);
            BigDecimal available = Margin.available(state);
            BigDecimal unrealized = BigDecimal.ZERO;
            ArrayNode positions = NODES.arrayNode();
            for (Instrument instrument : listing.of(Market.USDM)) {
                ObjectNode position = position(state.account(instrument.key()), clockMs);
                unrealized = unrealized.add(
                        new BigDecimal(position.get("unrealizedProfit").textValue()));
                positions.add(position);
            }
            ObjectNode answer = NODES.objectNode()
                    .put("canTrade", true)
                    .put("multiAssetsMargin", false)
                    .put("updateTime", clockMs)
                    .put("totalWalletBalance", text(wallet))
                    .put("totalUnrealizedProfit", text(unrealized))
                    .put("totalMarginBalance", text(wallet.add(unrealized)))
                    .put("availableBalance", text(available));
            answer.putArray("assets")
                    .addObject()
                    .put("asset", quoteAsset)
                    .put("walletBalance", text(wallet))
                    .put("unrealizedProfit", text(unrealized))
                    .put("marginBalance", text(wallet.add(unrealized)))
                    .put("availableBalance", text(available))
                    .put("updateTime", clockMs);
            answer.set("positions", positions);
            return answer;
        });
    }

    JsonNode usdmBalance(ApiRequest request) {
        return core.readAndTell((state, clockMs) -> {
            ArrayNode answer = NODES.arrayNode();
            answer.addObject()
                    .put("accountAlias", "sim")
                    .put("asset", quoteAsset)
                    .put("balance", text(state.wallet(Market.USDM)))
                    .put("crossWalletBalance", text(state.wallet(Market.USDM)))
                    .put("availableBalance", text(Margin.available(state)))
                    .put("updateTime", clockMs);
            return answer;
        });
    }

    /** Positions of one symbol, else every open one. */
    JsonNode positionRisk(ApiRequest request) throws VenueRejection {
        boolean isOneSymbol = request.find("symbol") != null;
        List<Instrument> asked = isOneSymbol ? List.of(listing.get(request)) : listing.of(Market.USDM);
        return core.readAndTell((state, clockMs) -> {
            ArrayNode answer = NODES.arrayNode();
            for (Instrument instrument : asked) {
                InstrumentAccount account = state.account(instrument.key());
                if (isOneSymbol || !account.ledger.isFlat()) {
                    answer.add(position(account, clockMs));
                }
            }
            return answer;
        });
    }

    /** Funding payments, oldest first; other kinds of income are not told. */
    JsonNode income(ApiRequest request) throws VenueRejection {
        boolean isFunding = request.get("incomeType", "FUNDING_FEE").equals("FUNDING_FEE");
        Instrument instrument = request.find("symbol") == null ? null : listing.get(request);
        long startMs = request.number("startTime", Long.MIN_VALUE);
        long endMs = request.number("endTime", Long.MAX_VALUE);
        long limit = Math.max(1, Math.min(1000, request.number("limit", 100)));
        long page = Math.max(1, request.number("page", 1));
        List<FundingPayment> payments = core.read(state -> state.funding().stream()
                .filter(payment -> isFunding)
                .filter(payment -> instrument == null || payment.instrument().equals(instrument.key()))
                .filter(payment -> payment.venueTimeMs() >= startMs && payment.venueTimeMs() <= endMs)
                .skip((page - 1) * limit)
                .limit(limit)
                .toList());
        ArrayNode answer = NODES.arrayNode();
        for (FundingPayment payment : payments) {
            answer.addObject()
                    .put("symbol", symbol(payment.instrument()))
                    .put("incomeType", "FUNDING_FEE")
                    .put("income", text(payment.amount()))
                    .put("asset", quoteAsset)
                    .put("info", "FUNDING_FEE")
                    .put("time", payment.venueTimeMs())
                    .put("tranId", payment.transactionId())
                    .put("tradeId", "");
        }
        return answer;
    }

    private String symbol(String instrument) {
        return core.read(state -> state.account(instrument).instrument.symbol());
    }

    private ObjectNode position(InstrumentAccount account, long clockMs) {
        Instrument instrument = account.instrument;
        long lots = account.ledger.signedLots;
        BigDecimal quantity = instrument.quantity(lots).multiply(instrument.contractMultiplier());
        BigDecimal mark = core.displayPrice(instrument.key());
        BigDecimal value = quantity.multiply(mark);
        BigDecimal signedCost = lots < 0 ? account.ledger.openCost.negate() : account.ledger.openCost;
        BigDecimal entryPrice = lots == 0
                ? BigDecimal.ZERO
                : account.ledger
                        .openCost
                        .divide(quantity.abs(), 12, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros();
        BigDecimal unrealized = mark.signum() == 0 ? BigDecimal.ZERO : value.subtract(signedCost);
        return NODES.objectNode()
                .put("symbol", instrument.symbol())
                .put("positionSide", "BOTH")
                .put("positionAmt", text(instrument.quantity(lots)))
                .put("entryPrice", text(entryPrice))
                .put("markPrice", text(mark))
                .put("unRealizedProfit", text(unrealized))
                .put("unrealizedProfit", text(unrealized))
                .put("notional", text(value))
                .put("initialMargin", text(account.ledger.openCost))
                .put("leverage", "1")
                .put("isolated", false)
                .put("marginAsset", quoteAsset)
                .put("updateTime", clockMs);
    }
}
