package io.nexus.connectors.gateway;

import java.util.List;

/** A source over a list. */
final class ListSource implements FeedSource {
    private final List<FeedMessage> messages;
    private byte at;

    ListSource(List<FeedMessage> messages) {
        this.messages = messages;
    }

    @Override
    public FeedMessage next() {
        return at < messages.size() ? messages.get(at++) : null;
    }

    @Override
    public byte[] snapshotState() {
        return new byte[] {at};
    }

    @Override
    public void restoreState(byte[] snapshot) {
        at = snapshot[0];
    }

    @Override
    public void close() {}
}
