package io.millrace.ingest.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

    private static final String PAGE = "https://shop.example";

    private final Door door = new Door();

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events", "/api/analytics/batch"})
    void shouldAnswerPreflightsWithoutAKey(String path) {
        var answer = door.send("OPTIONS", path, request -> {
            request.addHeader("Origin", PAGE);
            request.addHeader("Access-Control-Request-Method", "POST");
            request.addHeader("Access-Control-Request-Headers", "authorization,content-type,x-write-key");
        });

        assertThat(answer.getStatus()).isEqualTo(204);
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(answer.getHeader("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(answer.getHeader("Access-Control-Allow-Methods")).contains("POST");
        assertThat(answer.getHeader("Access-Control-Allow-Headers")).isEqualTo(
                "authorization,content-type,x-write-key");
        assertThat(answer.getHeader("Access-Control-Max-Age")).isEqualTo("86400");
        assertThat(answer.getHeaders("Vary")).contains("Origin");
    }

    @Test
    void shouldLetPagesReadAnswersAndRefusals() {
        door.log.setAway(true);
        for (var key : new String[]{Door.SHOP_KEY, "unknown"}) {
            var answer = door.send("POST", "/v1/events", request -> {
                request.addHeader("Origin", PAGE);
                request.addHeader("X-Write-Key", key);
                request.setContent("{\"event_type\":\"view\"}".getBytes(UTF_8));
            });

            assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo(PAGE);
            assertThat(answer.getHeader("Access-Control-Expose-Headers")).contains("Retry-After");
        }
    }

    @Test
    void shouldAddNothingForSendersThatAreNoPages() {
        assertThat(door.postEvents("[]").getHeader("Access-Control-Allow-Origin")).isNull();
    }

}
