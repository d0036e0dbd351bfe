package io.nexus.cli.bench;

import org.apache.flink.api.common.functions.MapFunction;

/** Hands out the tape's payloads as they are. */
final class BareReader implements MapFunction<Long, BareRecord> {
    private static final long serialVersionUID = 1;

    private final Pace pace;

    BareReader(Pace pace) {
        this.pace = pace;
    }

    @Override
    public BareRecord map(Long index) {
        pace.await(index);
        MessageTape tape = MessageTape.current();
        int at = Math.toIntExact(index);
        return new BareRecord(tape.key(at), tape.payload(at), System.nanoTime());
    }
}
