package io.millrace.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InProcessBrokerTest extends BrokerContract {

    @RegisterExtension
    static final TestBroker BROKER = eagerToExpire(TestBroker.inProcess());

    @Override
    TestBroker broker() {
        return BROKER;
    }

    @Test
    void shouldListenOnThisMachineOnly() {
        assertThat(BROKER.bootstrapServers()).startsWith("127.0.0.1:");
    }

    @Test
    void shouldBeGoneWhenItsLastClassIsDone() throws Exception {
        var broker = TestBroker.inProcess();
        broker.beforeAll(null);
        broker.beforeAll(null);
        var address = broker.bootstrapServers();

        broker.afterAll(null);
        assertThat(isListening(address)).isTrue();
        broker.afterAll(null);

        assertThat(isListening(address)).isFalse();
        assertThatIllegalStateException().isThrownBy(broker::bootstrapServers);
        assertThatIllegalStateException().isThrownBy(broker::start);
    }

    @Test
    void shouldStandBesideAnotherOne() throws Exception {
        try (var other = TestBroker.inProcess().start()) {
            StringTopic.create(other, "elsewhere", Map.of()).send(Instant.now(), "view");

            assertThat(other.bootstrapServers()).isNotEqualTo(BROKER.bootstrapServers());
            assertThat(new StringTopic(other, "elsewhere").committed()).containsExactly("view=view");
        }
    }

    @Test
    void shouldNameTheTopicThatCantBeCreated() {
        StringTopic.create(BROKER, "twice", Map.of());

        assertThatIllegalStateException().isThrownBy(
                () -> StringTopic.create(BROKER, "twice", Map.of())).withMessageContaining("twice");
    }

    @Nested
    class InANestedClass {

        @Test
        void shouldStillRun() {
            assertThat(isListening(BROKER.bootstrapServers())).isTrue();
        }
    }

    private static boolean isListening(String address) {
        var colon = address.lastIndexOf(':');
        var port = Integer.parseInt(address.substring(colon + 1));
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.substring(0, colon), port), 1000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
