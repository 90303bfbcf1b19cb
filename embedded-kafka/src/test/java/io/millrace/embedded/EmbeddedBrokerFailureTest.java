package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.embedded.EmbeddedBrokerException.Reason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that can't be says why, and leaves nothing behind that would stand in the way of the next one. */
class EmbeddedBrokerFailureTest {

    @TempDir
    Path folder;

    @Test
    void shouldNameThePortThatIsTaken() throws Exception {
        try (var other = listener()) {
            var failure = failureOf(EmbeddedBrokerConfig.in(folder).withPort(other.getLocalPort()));

            assertThat(failure.reason()).isEqualTo(Reason.PORT_UNAVAILABLE);
            assertThat(failure).hasMessageContaining("port %d on 127.0.0.1 is taken", other.getLocalPort());
        }
        shouldStartNow();
    }

    @Test
    void shouldNameTheControllerPortThatIsTaken() throws Exception {
        try (var other = listener()) {
            var failure = failureOf(EmbeddedBrokerConfig.in(folder).withControllerPort(other.getLocalPort()));

            assertThat(failure.reason()).isEqualTo(Reason.PORT_UNAVAILABLE);
            assertThat(failure).hasMessageContaining("controller port %d on 127.0.0.1 is taken", other.getLocalPort());
        }
        shouldStartNow();
    }

    @Test
    void shouldNameTheHostThatIsNotOfThisMachine() {
        var failure = failureOf(EmbeddedBrokerConfig.in(folder).withHost("192.0.2.1"));

        assertThat(failure.reason()).isEqualTo(Reason.HOST_UNUSABLE);
        assertThat(failure).hasMessage("Host '192.0.2.1' is not an address of this machine");
    }

    @Test
    void shouldNameTheFolderThatCantBeWritten() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        var failure = failureOf(EmbeddedBrokerConfig.in(file.resolve("data")));

        assertThat(failure.reason()).isEqualTo(Reason.FOLDER_UNUSABLE);
        assertThat(failure).hasMessageContaining("data folder %s can't be written", file.resolve("data"));
    }

    @Test
    void shouldNameTheFolderThatAnotherBrokerOfThisProcessHas() {
        try (var first = new EmbeddedBroker(EmbeddedBrokerConfig.in(folder))) {
            first.start();

            var failure = failureOf(EmbeddedBrokerConfig.in(folder));

            assertThat(failure.reason()).isEqualTo(Reason.FOLDER_LOCKED);
            assertThat(failure).hasMessageContaining("%s is in use by another broker in this process", folder);
        }
        shouldStartNow();
    }

    @Test
    void shouldNameTheFolderThatAnotherProcessHas() throws Exception {
        var process = BrokerProcess.start(folder);
        try {
            var failure = failureOf(EmbeddedBrokerConfig.in(folder));

            assertThat(failure.reason()).isEqualTo(Reason.FOLDER_LOCKED);
            assertThat(failure).hasMessageContaining("%s is in use by another broker in another process", folder);
        } finally {
            process.kill();
        }
        shouldStartNow();
    }

    @Test
    void shouldRefuseFolderOfSomethingElse() throws Exception {
        Files.createDirectory(folder.resolve("photos"));

        var failure = failureOf(EmbeddedBrokerConfig.in(folder));

        assertThat(failure.reason()).isEqualTo(Reason.FOLDER_UNUSABLE);
        assertThat(failure).hasMessageContaining(folder.toString()).hasMessageContaining("'photos' is in it");
    }

    @Test
    void shouldRefuseFolderWithoutIdentity() throws Exception {
        Files.writeString(folder.resolve("meta.properties"), "version=1\n");

        var failure = failureOf(EmbeddedBrokerConfig.in(folder));

        assertThat(failure.reason()).isEqualTo(Reason.FOLDER_UNUSABLE);
        assertThat(failure).hasMessageContaining(folder.toString()).hasMessageContaining("meta.properties");
    }

    @Test
    void shouldNameTheSettingThatKafkaRefuses() {
        var failure = failureOf(EmbeddedBrokerConfig.in(folder).withOverride("num.io.threads", "many"));

        assertThat(failure.reason()).isEqualTo(Reason.START_FAILED);
        assertThat(failure).hasMessageContaining("num.io.threads").hasMessageContaining("many");
        shouldStartNow();
    }

    private void shouldStartNow() {
        try (var broker = new EmbeddedBroker(EmbeddedBrokerConfig.in(folder))) {
            broker.start();
            assertThat(broker.port()).isPositive();
        }
    }

    private static EmbeddedBrokerException failureOf(EmbeddedBrokerConfig config) {
        try (var broker = new EmbeddedBroker(config)) {
            return catchThrowableOfType(EmbeddedBrokerException.class, broker::start);
        }
    }

    private static ServerSocket listener() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }
}
