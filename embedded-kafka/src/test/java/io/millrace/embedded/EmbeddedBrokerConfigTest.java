package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedBrokerConfigTest {

    private static final Path FOLDER = Path.of("data");

    @Test
    void shouldListenOnThisMachineOnlyUnlessToldOtherwise() {
        assertThat(EmbeddedBrokerConfig.in(FOLDER).host()).isEqualTo("127.0.0.1");
    }

    @Test
    void shouldKeepTheRestWhenOneValueChanges() {
        var config = EmbeddedBrokerConfig.in(FOLDER).withHost("localhost").withPort(9092).withControllerPort(
                9093).withOverride("num.partitions", "3").withOverride("num.io.threads", "4");

        assertThat(config).isEqualTo(new EmbeddedBrokerConfig(FOLDER, "localhost", 9092, 9093,
                Map.of("num.partitions", "3", "num.io.threads", "4")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "", " "})
    void shouldRefuseHostThatClientsCantConnectTo(String host) {
        var config = EmbeddedBrokerConfig.in(FOLDER);

        assertThatIllegalArgumentException().isThrownBy(() -> config.withHost(host)).withMessageContaining(
                "host").withMessageContaining("'" + host + "'");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void shouldRefusePortOutOfRange(int port) {
        var config = EmbeddedBrokerConfig.in(FOLDER);

        assertThatIllegalArgumentException().isThrownBy(() -> config.withPort(port)).withMessage(
                "port must be from 0 to 65535, not " + port);
        assertThatIllegalArgumentException().isThrownBy(() -> config.withControllerPort(port)).withMessage(
                "controllerPort must be from 0 to 65535, not " + port);
    }

    @Test
    void shouldRefuseOnePortForBothListeners() {
        var config = EmbeddedBrokerConfig.in(FOLDER).withPort(9092);

        assertThatIllegalArgumentException().isThrownBy(() -> config.withControllerPort(9092)).withMessageContaining(
                "9092");
    }

    @Test
    void shouldRefuseToOverrideWhatTheBrokerDecides() {
        var config = EmbeddedBrokerConfig.in(FOLDER);

        assertThat(EmbeddedBrokerConfig.OWNED_SETTINGS).allSatisfy(
                name -> assertThatIllegalArgumentException().isThrownBy(
                        () -> config.withOverride(name, "x")).withMessageContaining(name));
    }
}
