package io.millrace.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.alert.AlertProperties;
import io.millrace.alert.AlertProperties.Channel;
import io.millrace.alert.AlertProperties.ChannelType;
import io.millrace.event.JsonTree;
import io.millrace.result.Alert;
import io.millrace.result.AlertState;
import io.millrace.result.Notification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {

    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicReference<byte[]> body = new AtomicReference<>();
    private final AtomicReference<String> delivery = new AtomicReference<>();
    private HttpServer receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void shouldPostTheShapeThatReceiversOfAlertmanagerKnow() {
        channels().send(notification("hook", AlertState.RESOLVED));

        assertThat(JsonTree.read(body.get())).asInstanceOf(
                org.assertj.core.api.InstanceOfAssertFactories.MAP).containsEntry("version", "4").containsEntry(
                        "status", "resolved").containsEntry("receiver", "hook").containsKeys("alerts", "groupLabels",
                                "commonLabels", "commonAnnotations", "groupKey");
        assertThat(delivery.get()).isEqualTo("delivery-1");
    }

    @ParameterizedTest
    @CsvSource({"500,false", "503,false", "429,false", "408,false", "400,true", "404,true"})
    void shouldTellWhetherTryingAgainCanHelp(int answered, boolean isPermanent) {
        status.set(answered);

        assertThatThrownBy(() -> channels().send(notification("hook", AlertState.FIRING))).isInstanceOfSatisfying(
                DeliveryException.class, failure -> assertThat(failure.isPermanent()).isEqualTo(isPermanent));
    }

    @Test
    void shouldTryAgainWhenTheReceiverIsAway() {
        receiver.stop(0);

        assertThatThrownBy(() -> channels().send(notification("hook", AlertState.FIRING))).isInstanceOfSatisfying(
                DeliveryException.class, failure -> assertThat(failure.isPermanent()).isFalse());
    }

    @Test
    void shouldRefuseAChannelThatIsNotSetUp() {
        assertThatThrownBy(() -> channels().send(notification("pager", AlertState.FIRING))).isInstanceOf(
                DeliveryException.class).hasMessage("no channel of that name is set up");
    }

    private Channels channels() {
        var hook = new Channel(ChannelType.WEBHOOK,
                URI.create("http://127.0.0.1:%d/hook".formatted(receiver.getAddress().getPort())), Map.of(),
                Duration.ofSeconds(5));
        var properties = new AlertProperties(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1),
                Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofMinutes(1), Map.of("hook", hook));
        return new Channels(properties, HttpClient.newHttpClient());
    }

    private static Notification notification(String channel, AlertState state) {
        var alert = new Alert("id", "fingerprint", "many-errors", 1, "critical", "t1", state,
                Map.of("service", "cart"), 6.0, 5.0, "cart: 6 errors", "the condition holds", false, Instant.EPOCH,
                Instant.EPOCH);
        return new Notification("delivery-1", channel, alert, Instant.EPOCH);
    }

    private void receive(HttpExchange exchange) throws IOException {
        body.set(exchange.getRequestBody().readAllBytes());
        delivery.set(exchange.getRequestHeaders().getFirst("X-Millrace-Delivery"));
        exchange.sendResponseHeaders(status.get(), -1);
        exchange.close();
    }

}
