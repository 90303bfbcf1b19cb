package io.millrace.ingest.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.IngestMeters;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;

class PixelRouteTest {

    private static final String DATA = "{\"user_id\":\"u1\",\"page\":\"/ü?>\",\"data\":{\"n\":1}}";
    private static final String KEY = "&writeKey=" + Door.SHOP_KEY;

    private final Door door = new Door();

    @Test
    void shouldTakeAnEventAsPlainJson() {
        assertPicture(door.pixel("e=Page%20View&d=" + URLEncoder.encode(DATA, UTF_8) + KEY));

        assertEvent();
    }

    @Test
    void shouldTakeAnEventInEitherAlphabetOfBase64() {
        assertPicture(door.pixel("e=page_view&d=" + Base64.getUrlEncoder().withoutPadding().encodeToString(
                DATA.getBytes(UTF_8)) + KEY));
        assertEvent();
        door.log.clear();
        assertPicture(door.pixel("e=page_view&d=" + Base64.getEncoder().encodeToString(DATA.getBytes(UTF_8)) + KEY));
        assertEvent();
    }

    @Test
    void shouldNeedNoDataBesideTheType() {
        assertPicture(door.pixel("e=open" + KEY));

        assertThat(door.onlyEvent().eventType()).isEqualTo("open");
        assertThat(door.onlyEvent().key()).startsWith("visitor-");
    }

    @ParameterizedTest
    @CsvSource({"'',401", "'e=open',401", "'e=open&writeKey=read-key',403", "'e=open&writeKey=expired-key',401"})
    void shouldAnswerThePictureToWhomeverAndCount(String query, String status) {
        assertPicture(door.pixel(query));
        assertPicture(door.pixel(null));

        assertThat(door.log.events()).isEmpty();
        assertThat(door.count(IngestMeters.DOOR_REQUESTS, "route", "pixel", "status", status)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"'d={}',missing_field", "'e=open&d=%7B',not_json", "'e=open&d=!!',not_json", "'e=open&d=%zz',not_json",
            "'e=open&d=W10',not_an_object", "'e=open&d={\"tenant_id\":\"other\"}',wrong_tenant"})
    void shouldRejectABadEventBehindThePicture(String query, String reason) {
        assertPicture(door.pixel(query + KEY));

        assertThat(door.log.events()).isEmpty();
        assertThat(door.log.rejections().getFirst().code().label()).isEqualTo(reason);
        assertThat(door.log.rejections().getFirst().original()).doesNotContain(Door.SHOP_KEY);
        assertThat(door.count(IngestMeters.DOOR_REJECTED, "reason", reason)).isEqualTo(1);
    }

    @Test
    void shouldAnswerThePictureAndCountWhileTheLogIsAway() {
        door.log.setAway(true);

        assertPicture(door.pixel("e=open" + KEY));

        assertThat(door.count(IngestMeters.DOOR_UNACKNOWLEDGED)).isEqualTo(1);
        assertThat(door.count(IngestMeters.DOOR_REQUESTS, "route", "pixel", "status", "503")).isEqualTo(1);
    }

    @Test
    void shouldNotTakeAnEventFromHead() {
        var answer = door.send("HEAD", "/v1/pixel.gif", request -> request.setQueryString("e=open" + KEY));

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsByteArray()).isEmpty();
        assertThat(door.log.events()).isEmpty();
    }

    private void assertEvent() {
        var event = door.onlyEvent();
        assertThat(event.eventType()).isEqualTo("page_view");
        assertThat(event.userId()).isEqualTo("u1");
        assertThat(event.data()).isEqualTo(Map.of("page", "/ü?>", "n", 1L));
    }

    private static void assertPicture(MockHttpServletResponse answer) {
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo("image/gif");
        assertThat(answer.getContentAsByteArray()).hasSize(43).startsWith('G', 'I', 'F', '8', '9', 'a');
        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
    }

}
