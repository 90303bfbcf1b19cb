package io.millrace.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.live.LiveRecord.WindowChange;
import io.millrace.query.live.LiveRecord.WindowKey;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiveRecordTest {

    @Test
    void shouldTellWindowsApartThatBeginTogether() {
        assertThat(key("since-midnight@1h", "2024-01-01T01:00:00Z", "{}")).isNotEqualTo(
                key("since-midnight@1h", "2024-01-01T02:00:00Z", "{}"));
    }

    @Test
    void shouldKnowASessionThatHasGrown() {
        assertThat(key("session-30m", "2024-01-01T00:10:00Z", "{}")).isEqualTo(
                key("session-30m", "2024-01-01T00:20:00Z", "{}"));
    }

    @Test
    void shouldTellAWindowFromThatOfARollup() {
        assertThat(key("1h", "2024-01-01T01:00:00Z", "{\"currency\":\"EUR\"}")).isNotEqualTo(
                key("1h", "2024-01-01T01:00:00Z", "{}"));
    }

    private static WindowKey key(String window, String end, String group) {
        var json = """
                {"metric":"m","tenant_id":"t1","window":"%s","start":"2024-01-01T00:00:00Z","end":"%s","group":%s}
                """.formatted(window, end, group);
        return ((WindowChange) LiveRecord.window(json.getBytes(StandardCharsets.UTF_8))).key();
    }

}
