package io.nexus.testbed.venue;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Faults the simulated exchange plays on purpose, to prove that no answer is not no order.
 *
 * @param dropAnswerEvery of every n-th new order the order is accepted and the connection closed without an answer; 0 = never
 * @param unavailableEvery every n-th new order is answered 503 and not accepted; 0 = never
 * @param delayWallMs every answer is held back so long, wall time, not negative */
public record VenueFaults(int dropAnswerEvery, int unavailableEvery, long delayWallMs) implements Serializable {
    public static final VenueFaults NONE = new VenueFaults(0, 0, 0);

    public VenueFaults {
        Check.notNegative("dropAnswerEvery", dropAnswerEvery);
        Check.notNegative("unavailableEvery", unavailableEvery);
        Check.notNegative("delayWallMs", delayWallMs);
    }

    boolean dropsAnswer(long orderRequest) {
        return dropAnswerEvery > 0 && orderRequest % dropAnswerEvery == 0;
    }

    boolean isUnavailable(long orderRequest) {
        return unavailableEvery > 0 && orderRequest % unavailableEvery == 0;
    }
}
