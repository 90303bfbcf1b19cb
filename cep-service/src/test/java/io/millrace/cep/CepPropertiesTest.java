package io.millrace.cep;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class CepPropertiesTest {

    @Test
    void shouldRefuseHeartbeatsTooFarApartToProveAPartitionIdle() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(
                () -> new CepProperties(Duration.ofSeconds(3), Duration.ofSeconds(10), second, second, second,
                        second, second, DataSize.ofMegabytes(1))).isInstanceOf(
                                IllegalArgumentException.class).hasMessageContaining(
                                        "millrace.cep.heartbeat-interval (PT3S)");
    }

}
