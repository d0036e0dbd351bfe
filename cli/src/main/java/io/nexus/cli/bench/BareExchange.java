package io.nexus.cli.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** Posts a record and notes how long it took to get here. Every other one it asks for first, as every close is. */
final class BareExchange extends RichAsyncFunction<BareRecord, BareRecord> {
    private static final long serialVersionUID = 1;

    private final String address;
    private transient HttpClient client;
    private transient boolean isAsking;

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
        isAsking = !isAsking;
        CompletableFuture<HttpResponse<Void>> asked = isAsking
                ? client.sendAsync(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                : CompletableFuture.completedFuture(null);
        var unused = asked.thenCompose(answer -> post(record)).whenComplete((answer, error) -> {
            if (error == null) {
                result.complete(List.of(record));
            } else {
                result.completeExceptionally(error);
            }
        });
    }

    private CompletableFuture<HttpResponse<Void>> post(BareRecord record) {
        BenchGauge.current().latency(System.nanoTime() - record.nanos());
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .POST(BodyPublishers.ofByteArray(record.payload()))
                .build();
        return client.sendAsync(request, BodyHandlers.discarding());
    }
}
