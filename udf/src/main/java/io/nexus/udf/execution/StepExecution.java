package io.nexus.udf.execution;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.order.ExchangeStep;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventRules;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.port.Exchange;
import io.nexus.domain.port.ExchangeException;
import io.nexus.domain.port.VenueOrder;
import io.nexus.domain.port.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one exchange step and says what came of it as order events; its futures never fail. Thread-safe. A step of an
 * earlier attempt of the job may have reached the venue before: then, as when the step says so, the id is asked for before
 * anything is placed, and "not there" counts only once every earlier request must have died. */
final class StepExecution {
    private static final Logger LOG = LoggerFactory.getLogger(StepExecution.class);

    private final Exchange exchange;
    private final ExecutionConfig config;
    private final WallClock wall;
    private final long startedWallMs;

    /** @param startedWallMs when this attempt of the job began */
    StepExecution(Exchange exchange, ExecutionConfig config, WallClock wall, long startedWallMs) {
        this.exchange = exchange;
        this.config = config;
        this.wall = wall;
        this.startedWallMs = startedWallMs;
    }

    /** What the step brought. Account and reconcile steps that failed bring nothing and are asked again. */
    CompletableFuture<List<OrderEvent>> run(ExchangeStep step) {
        return switch (step.kind()) {
            case PLACE -> place(step, intent(step));
            case QUERY -> ask(step, () -> exchange.query(intent(step)));
            case CANCEL -> ask(step, () -> exchange.cancel(intent(step)));
            case ACCOUNT -> attempt(() -> exchange.account(step.account(), step.sinceMs()))
                    .handle((report, error) ->
                            report == null ? unanswered(step, error.toString()) : List.of(accountEvent(step, report)));
            case RECONCILE -> attempt(() -> exchange.ordersSince(step.account(), step.sinceMs()))
                    .handle((orders, error) ->
                            orders == null ? unanswered(step, error.toString()) : reconciled(step, orders));
        };
    }

    /** What is known of a step that took too long. */
    List<OrderEvent> timedOut(ExchangeStep step) {
        OrderIntent intent = step.intent();
        if (intent == null) {
            return unanswered(step, "no answer in time");
        }
        return List.of(event(step, unknown(intent, "no answer in time"), false));
    }

    private CompletableFuture<List<OrderEvent>> place(ExchangeStep step, OrderIntent intent) {
        if (!step.isQueryFirst() && !isOfEarlierAttempt(intent)) {
            return isTooOld(intent) ? tooOld(step, intent) : send(step, intent);
        }
        long begunWallMs = wall.nowMs();
        return attempt(() -> exchange.query(intent)).handle(Answer::new).thenCompose(answer -> {
            if (!answer.isNotFound()) {
                return CompletableFuture.completedFuture(List.of(told(step, intent, answer)));
            }
            if (isOfEarlierAttempt(intent) && wall.nowMs() < startedWallMs + config.settleMs()) {
                return notThere(step, intent, "an earlier request may still arrive");
            }
            if (wall.nowMs() - begunWallMs > config.stepTimeoutMs()) {
                return notThere(step, intent, "the venue took too long to say that it does not know it; not sent");
            }
            return isTooOld(intent) ? tooOld(step, intent) : send(step, intent);
        });
    }

    /** Is asked again; without this line nobody would know why it never ends. */
    private static List<OrderEvent> unanswered(ExchangeStep step, String why) {
        LOG.warn("{} of {} failed and will be asked again: {}", step.kind(), step.account(), why);
        return List.of();
    }

    private CompletableFuture<List<OrderEvent>> send(ExchangeStep step, OrderIntent intent) {
        return attempt(() -> exchange.place(intent)).handle(Answer::new).thenApply(answer -> {
            ExchangeException error = answer.exchangeError();
            if (error != null && error.kind() == ExchangeException.Kind.REFUSED) {
                return List.of(event(step, report(intent, OrderStatus.REJECTED, error.getMessage()), false));
            }
            return List.of(told(step, intent, answer));
        });
    }

    private CompletableFuture<List<OrderEvent>> ask(
            ExchangeStep step, Supplier<CompletableFuture<OrderReport>> request) {
        return attempt(request).handle(Answer::new).thenApply(answer -> List.of(told(step, intent(step), answer)));
    }

    private CompletableFuture<List<OrderEvent>> tooOld(ExchangeStep step, OrderIntent intent) {
        return notThere(step, intent, "its trigger is older than " + config.maxEntryAgeMs() + " ms; not sent");
    }

    private CompletableFuture<List<OrderEvent>> notThere(ExchangeStep step, OrderIntent intent, String why) {
        return CompletableFuture.completedFuture(List.of(event(step, unknown(intent, why), true)));
    }

    /** A signal of seconds is worth nothing after a restart; closes are sent whenever. */
    private boolean isTooOld(OrderIntent intent) {
        return !intent.purpose().isExit() && wall.nowMs() - intent.triggerSentAtWallMs() > config.maxEntryAgeMs();
    }

    private boolean isOfEarlierAttempt(OrderIntent intent) {
        return intent.triggerSentAtWallMs() < startedWallMs + config.clockSkewMs();
    }

    private OrderEvent told(ExchangeStep step, OrderIntent intent, Answer<OrderReport> answer) {
        OrderReport report = answer.value();
        if (report == null) {
            return event(step, unknown(intent, String.valueOf(answer.cause())), answer.isNotFound());
        }
        String fault = OrderEventRules.fault(intent, report);
        if (fault == null) {
            return event(step, report, false);
        }
        LOG.error("the answer to {} of {} is not to be believed: {}", step.kind(), intent.clientOrderId(), fault);
        return event(step, unknown(intent, fault), false);
    }

    private OrderEvent event(ExchangeStep step, OrderReport report, boolean isNotFound) {
        OrderEvent event = OrderEvent.report(intent(step), report, step.feedTimeMs(), wall.nowMs())
                .answering(step.kind());
        return isNotFound ? event.notFound() : event;
    }

    private OrderEvent accountEvent(ExchangeStep step, AccountReport report) {
        return OrderEvent.account(step.account(), report, step.feedTimeMs(), wall.nowMs())
                .answering(step.kind());
    }

    private List<OrderEvent> reconciled(ExchangeStep step, List<VenueOrder> orders) {
        List<OrderEvent> events = new ArrayList<>();
        long nowWallMs = wall.nowMs();
        for (VenueOrder order : orders) {
            if (order == null || order.intent() == null || order.report() == null) {
                LOG.error("{} of {} lists an order that can't be read: {}", step.kind(), step.account(), order);
                continue;
            }
            events.add(OrderEvent.report(order.intent(), order.report(), step.feedTimeMs(), nowWallMs)
                    .answering(step.kind()));
        }
        events.add(OrderEvent.reconciled(step.account(), step.feedTimeMs(), nowWallMs)
                .answering(step.kind()));
        return events;
    }

    private static OrderReport unknown(OrderIntent intent, @Nullable String error) {
        return report(intent, OrderStatus.UNKNOWN, error);
    }

    private static OrderReport report(OrderIntent intent, OrderStatus status, @Nullable String error) {
        return new OrderReport(intent.clientOrderId(), null, status, 0, List.of(), 0, error);
    }

    private static OrderIntent intent(ExchangeStep step) {
        return Objects.requireNonNull(step.intent(), "a step of kind " + step.kind() + " names an order");
    }

    /** A request whose sending fails is a failed request. */
    private static <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A value or what was thrown instead. */
    private record Answer<T>(@Nullable T value, @Nullable Throwable error) {
        @Nullable
        Throwable cause() {
            return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        }

        @Nullable
        ExchangeException exchangeError() {
            return cause() instanceof ExchangeException known ? known : null;
        }

        boolean isNotFound() {
            ExchangeException known = exchangeError();
            return known != null && known.kind() == ExchangeException.Kind.NOT_FOUND;
        }
    }
}
