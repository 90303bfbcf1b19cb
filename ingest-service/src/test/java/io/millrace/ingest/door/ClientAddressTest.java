package io.millrace.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {

    private final ClientAddress behindProxies = new ClientAddress(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.1"));

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            203.0.113.9 ; 198.51.100.7                       ; 203.0.113.9
            10.0.0.1    ; -                                  ; 10.0.0.1
            10.0.0.1    ; 198.51.100.7                       ; 198.51.100.7
            10.0.0.1    ; 1.1.1.1, 198.51.100.7              ; 198.51.100.7
            10.0.0.1    ; 1.1.1.1, 198.51.100.7, 10.9.9.9    ; 198.51.100.7
            10.0.0.1    ; 10.0.0.3, 10.0.0.2                 ; 10.0.0.3
            10.0.0.1    ; 198.51.100.7:4711                  ; 198.51.100.7
            fd00::1     ; [2001:db8::7]:4711                 ; 2001:db8::7
            192.0.2.1   ; 2001:db8::7                        ; 2001:db8::7
            192.0.2.2   ; 2001:db8::7                        ; 192.0.2.2
            10.0.0.1    ; 1.1.1.1, unknown                   ; 10.0.0.1
            10.0.0.1    ; localhost                          ; 10.0.0.1
            """)
    void shouldBelieveOnlyWhatTrustedProxiesSay(String peer, String forwarded, String expected) {
        assertThat(behindProxies.of(request(peer, forwarded))).isEqualTo(expected);
    }

    @Test
    void shouldBelieveNobodyByDefault() {
        assertThat(new ClientAddress(List.of()).of(request("127.0.0.1", "198.51.100.7"))).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "/8", "300.1.1.1"})
    void shouldRefuseWhatIsNoRange(String range) {
        assertThatThrownBy(() -> new ClientAddress(List.of(range))).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining(range);
    }

    private static MockHttpServletRequest request(String peer, String forwarded) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        if (forwarded != null) {
            request.addHeader("X-Forwarded-For", forwarded);
        }
        return request;
    }

}
