package io.nexus.job.graph;

import io.nexus.domain.order.OrderEvent;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes the order events of one account: the books of another are kept by another job, and this one must neither book nor close
 * what is held there. */
final class OwnAccount extends RichFilterFunction<OrderEvent> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(OwnAccount.class);
    private static final int MOST_LOGGED = 100;

    private final String account;

    private transient Counter foreign;
    private transient Set<String> logged;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    OwnAccount(String account) {
        this.account = account;
    }

    @Override
    public void open(OpenContext context) {
        foreign = getRuntimeContext().getMetricGroup().counter("orders.of-other-accounts");
        logged = new HashSet<>();
    }

    @Override
    public boolean filter(OrderEvent event) {
        boolean isOwn = event.account().equals(account);
        if (!isOwn) {
            foreign.inc();
            if (logged.size() < MOST_LOGGED && logged.add(event.account())) {
                LOG.warn(
                        "order events of account {} are left to its own job; this one trades {}",
                        event.account(),
                        account);
            }
        }
        return isOwn;
    }
}
