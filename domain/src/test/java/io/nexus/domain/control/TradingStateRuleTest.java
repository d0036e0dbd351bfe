package io.nexus.domain.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TradingStateRuleTest {
    private static final String ACCOUNT = "SIM|USDM|main";

    private final TradingStateRule rule = new TradingStateRule("run-1", ACCOUNT);

    @Test
    void reducesWhileNothingWasRead() {
        assertThat(rule.state()).isEqualTo(TradingState.REDUCING);
        assertThat(rule.version()).isZero();
        assertThat(rule.status().cause()).isEqualTo(TradingCause.NOT_STARTED);
        assertThat(rule.change()).isNull();
    }

    @Test
    void reducesUntilATradingStateNewerThanItsOwnStartWasRead() {
        rule.read(start("run-1", 5));
        rule.read(trading(ACCOUNT, TradingState.ACTIVE, 4));

        assertThat(rule.state()).isEqualTo(TradingState.REDUCING);
        assertThat(rule.version()).isEqualTo(4);
        assertThat(rule.isCurrent()).isFalse();

        rule.read(trading(ACCOUNT, TradingState.ACTIVE, 6));

        assertThat(rule.state()).isEqualTo(TradingState.ACTIVE);
        assertThat(rule.version()).isEqualTo(6);
        assertThat(rule.isCurrent()).isTrue();
    }

    @Test
    void reducesWhenOnlyAnotherRunWasStarted() {
        rule.read(start("run-0", 1));
        rule.read(trading(ACCOUNT, TradingState.ACTIVE, 2));

        assertThat(rule.state()).isEqualTo(TradingState.REDUCING);
        assertThat(rule.status().cause()).isEqualTo(TradingCause.OTHER_RUN);
        assertThat(rule.status().detail()).contains("run-0");
    }

    @Test
    void takesTheNewestOfItsAccountAndOfAllAccountsInWhateverOrderTheyCome() {
        List<ControlMessage> messages = new ArrayList<>(List.of(
                start("run-1", 1),
                trading("", TradingState.ACTIVE, 2),
                trading(ACCOUNT, TradingState.HALTED, 3),
                trading("SIM|USDM|other", TradingState.FROZEN, 4),
                trading("", TradingState.REDUCING, 0)));

        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(messages, new Random(seed));
            TradingStateRule shuffled = new TradingStateRule("run-1", ACCOUNT);
            messages.forEach(shuffled::read);

            assertThat(shuffled.state()).isEqualTo(TradingState.HALTED);
            assertThat(shuffled.version()).isEqualTo(3);
        }
    }

    private static ControlMessage start(String runId, long version) {
        return ControlMessage.start(runId, 0).withVersion(version);
    }

    private static ControlMessage trading(String account, TradingState state, long version) {
        TradingStateChange change = new TradingStateChange(account, state, "test");
        return ControlMessage.of(change, 0).withVersion(version);
    }
}
