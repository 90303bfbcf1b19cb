package io.millrace.ingest.door;

import static io.millrace.ingest.door.Door.gzip;
import static io.millrace.ingest.door.Door.json;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.RejectionCode;
import io.millrace.ingest.KeptBytes;
import io.millrace.ingest.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

class RefusalsTest {

    private static final String EVENT = "{\"event_type\":\"view\"}";

    private final Door door = new Door();

    @Test
    void shouldSayWhereABodyStopsBeingJson() {
        var answer = door.postEvents("{\"event_type\":\"view\",\n \"user_id\": u1}");

        assertProblem(answer, 400, "line 2, column 13");
        assertThat(json(answer).get("line")).isEqualTo(2L);
        assertThat(json(answer).get("column")).isEqualTo(13L);
        assertThat(door.log.events()).isEmpty();
        assertThat(door.log.rejections()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "42", "\"event\"", "null", "true", "[{\"event_type\":\"v\"},", "{\"events\":[{}",
            "{}{}", "[] x", "event_type=view"})
    void shouldRefuseABodyInWhichThereIsNoEvent(String body) {
        assertThat(door.postEvents(body).getStatus()).isEqualTo(400);
    }

    @Test
    void shouldRefuseLinesOfWhichNoneIsJson() {
        var answer = door.post("/v1/events", "a=1\nb=2\n".getBytes(UTF_8),
                request -> request.setContentType("application/x-ndjson"));

        assertProblem(answer, 400, "line 1, column");
        assertThat(door.log.rejections()).isEmpty();
    }

    @Test
    void shouldRefuseOtherEncodingsAndSayWhy() {
        assertThat(door.post("/v1/events", EVENT.getBytes(UTF_16LE), _ -> {}).getStatus()).isEqualTo(400);
        assertProblem(door.post("/v1/events", new byte[]{1, 2, 3},
                request -> request.addHeader("Content-Encoding", "br")), 400, "Content-Encoding br");
    }

    @Test
    void shouldRefuseBrokenGzip() {
        var whole = gzip(EVENT.repeat(100).getBytes(UTF_8));

        assertProblem(door.post("/v1/events", Arrays.copyOf(whole, whole.length - 9), _ -> {}), 400, "gzip");
        assertProblem(door.post("/v1/events", new byte[]{0x1f, (byte) 0x8b}, _ -> {}), 400, "gzip");
    }

    @Test
    void shouldRefuseBodiesThatAreTooLarge() {
        assertProblem(door.post("/v1/events", new byte[(5 << 20) + 1], _ -> {}), 413, "5242880");
    }

    @Test
    void shouldRefuseBodiesThatTurnOutTooLarge() {
        var answer = door.send("POST", "/v1/events", request -> {
            request.addHeader("X-Write-Key", Door.SHOP_KEY);
            request.setContent(new byte[(5 << 20) + 1]);
            request.addHeader("Content-Length", "");
        });

        assertProblem(answer, 413, "5242880");
    }

    @Test
    void shouldRefuseBodiesThatInflateTooFar() {
        var random = new Random(41);
        var padded = new byte[21 << 20];
        for (int i = 0; i < padded.length; i++) {
            padded[i] = (byte) (random.nextInt(8) == 0 ? 'a' + random.nextInt(16) : ' ');
        }

        assertProblem(door.post("/v1/events", gzip(padded), _ -> {}), 413, "inflated");
        assertProblem(door.post("/v1/events", gzip(new byte[2 << 20]), _ -> {}), 413, "100 times");
        assertThat(door.post("/v1/events", gzip((EVENT + " ".repeat(1 << 19)).getBytes(UTF_8)),
                _ -> {}).getStatus()).isEqualTo(202);
    }

    @Test
    void shouldRefuseTooManyEvents() {
        var most = IntStream.range(0, 10_000).mapToObj(_ -> EVENT);
        var all = most.collect(Collectors.joining(","));

        assertProblem(door.postEvents("[" + all + "," + EVENT + "]"), 413, "10000");
        assertProblem(door.postEvents("{\"events\":[" + all + "," + EVENT + "]}"), 413, "10000");
        assertProblem(door.postEvents((EVENT + "\n").repeat(10_001)), 413, "10000");
        assertThat(door.log.events()).isEmpty();
        assertThat(json(door.postEvents("[" + all + "]")).get("accepted")).isEqualTo(10_000L);
    }

    @Test
    void shouldRefuseAnEventThatIsTooLargeButOnlyItAmongOthers() {
        var large = "{\"event_type\":\"view\",\"text\":\"%s\"}".formatted("x".repeat(1 << 20));

        assertProblem(door.postEvents(large), 413, "1048576");
        var answer = door.postEvents("[%s,%s]".formatted(EVENT, large));

        assertThat(json(answer).get("accepted")).isEqualTo(1L);
        var rejection = door.log.rejections().getFirst();
        assertThat(rejection.code()).isEqualTo(RejectionCode.TOO_LARGE);
        assertThat(rejection.original()).hasSize(KeptBytes.BEGINNING);
    }

    @ParameterizedTest
    @CsvSource({",401", "unknown,401", "expired-key,401", "read-key,403", "shop-key,202", "dev,202"})
    void shouldAskForAKeyThatMayWrite(String key, int status) {
        var answer = door.send("POST", "/v1/events", request -> {
            request.setContent(EVENT.getBytes(UTF_8));
            if (key != null) {
                request.addHeader("Authorization", "Bearer " + key);
            }
        });

        assertThat(answer.getStatus()).isEqualTo(status);
        if (status != 202) {
            assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        }
    }

    @Test
    void shouldLetAKeyOfAllTenantsWriteAny() {
        door.send("POST", "/v1/events", request -> {
            request.setQueryString("writeKey=dev");
            request.setContent("[%s,{\"event_type\":\"v\",\"tenant_id\":\"any\"}]".formatted(EVENT).getBytes(UTF_8));
        });

        assertThat(door.log.events()).extracting(event -> event.tenantId()).containsExactly("default", "any");
    }

    @Test
    void shouldAnswer503WhileTheLogIsAway() {
        door.log.setAway(true);
        for (var body : new String[]{EVENT, "{}", "[%s,{}]".formatted(EVENT)}) {
            var answer = door.postEvents(body);

            assertProblem(answer, 503, "send all of them again");
            assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
        }
        door.log.setAway(false);

        assertThat(door.postEvents(EVENT).getStatus()).isEqualTo(202);
    }

    @Test
    void shouldSayWhichMethodsARouteTakes() {
        var answer = door.send("PUT", "/v1/events", request -> request.addHeader("X-Write-Key", Door.SHOP_KEY));

        assertProblem(answer, 405, "POST");
        assertThat(answer.getHeader("Allow")).isEqualTo("POST, OPTIONS");
        assertThat(door.send("POST", "/v1/pixel.gif", _ -> {}).getStatus()).isEqualTo(405);
        assertThat(door.send("P", "/v1/events", _ -> {}).getStatus()).isEqualTo(405);
        assertThat(door.send("POST", "/v1/other", _ -> {}).getStatus()).isEqualTo(404);
    }

    @Test
    void shouldLetOnlySoManyEventsThroughWhenThereIsALimit() {
        var limited = new Door(Settings.with(Map.of("rate-limit.events-per-second", "2")));
        var twenty = "[" + (EVENT + ",").repeat(29) + EVENT + "]";

        assertThat(limited.postEvents(twenty).getStatus()).isEqualTo(202);
        var refused = limited.postEvents(EVENT);

        assertProblem(refused, 429, "2 events a second");
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(5, 6);
        assertThat(limited.send("POST", "/v1/events", request -> {
            request.addHeader("X-Write-Key", Door.DEV_KEY);
            request.setContent(EVENT.getBytes(UTF_8));
        }).getStatus()).isEqualTo(202);
        limited.clock.advance(Duration.ofSeconds(6));
        assertThat(limited.postEvents(EVENT).getStatus()).isEqualTo(202);
    }

    @Test
    void shouldSurviveAnyBytes() {
        var random = new Random(43);
        for (int i = 0; i < 10_000; i++) {
            var body = garbage(random);
            var route = random.nextBoolean() ? "/v1/events" : "/api/analytics/batch";
            var type = random.nextBoolean() ? "application/x-ndjson" : "application/json";

            var answer = door.post(route, body, request -> request.setContentType(type));

            assertThat(answer.getStatus()).as("body %d: %s", i, Arrays.toString(body)).isIn(202, 400);
            assertThat(json(answer)).isNotEmpty();
        }
    }

    /** Random bytes, and JSON with random damage. */
    private static byte[] garbage(Random random) {
        var bytes = switch (random.nextInt(4)) {
            case 0 -> new byte[random.nextInt(300)];
            case 1 -> "[{\"event_type\":\"view\",\"data\":{\"a\":[1,2.5,null]}},{\"event_id\":\"e\"}]".getBytes(UTF_8);
            case 2 ->
                "{\"events\":[{\"id\":\"x\",\"name\":\"y\",\"context\":{\"page\":{\"url\":\"u\"}}}],\"context\":{}}".getBytes(
                        UTF_8);
            default -> gzip("{\"event_type\":\"view\"}\n{\"event_type\":\"view\"}".getBytes(UTF_8));
        };
        int damage = bytes.length == 0 ? 0 : 1 + random.nextInt(5);
        for (int i = 0; i < damage; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(3) == 0) {
            random.nextBytes(bytes);
        }
        return bytes;
    }

    private static void assertProblem(MockHttpServletResponse answer, int status, String detail) {
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        assertThat(json(answer).get("status")).isEqualTo((long) status);
        assertThat((String) json(answer).get("detail")).contains(detail);
    }

}
