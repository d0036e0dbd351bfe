package io.nexus.job.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** Posts a record and notes how long it took to get here. */
final class BareExchange extends RichAsyncFunction<BareRecord, BareRecord> {
    private static final long serialVersionUID = 1;

    private final String address;
    private transient HttpClient client;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    BareExchange(String address) {
        this.address = address;
    }

    @Override
    public void open(OpenContext context) {
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @Override
    public void asyncInvoke(BareRecord record, ResultFuture<BareRecord> result) {
        BenchGauge.current().latency(System.nanoTime() - record.nanos());
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .POST(BodyPublishers.ofByteArray(record.payload()))
                .build();
        var unused = client.sendAsync(request, BodyHandlers.discarding())
                .whenComplete((answer, error) -> {
                    if (error == null) {
                        result.complete(List.of(record));
                    } else {
                        result.completeExceptionally(error);
                    }
                });
    }
}
