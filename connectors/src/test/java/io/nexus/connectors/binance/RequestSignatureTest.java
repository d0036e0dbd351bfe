package io.nexus.connectors.binance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RequestSignatureTest {
    /** The example of Binance's documentation. */
    @Test
    void signsTheExampleOfTheDocumentationAsPrinted() {
        String payload = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000"
                + "&timestamp=1499827319559";
        String secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";

        String signature = RequestSignature.of(payload, secret);

        assertThat(signature).isEqualTo("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71");
        assertThat(RequestSignature.matches(payload, secret, signature)).isTrue();
        assertThat(RequestSignature.matches(payload + "0", secret, signature)).isFalse();
    }
}
