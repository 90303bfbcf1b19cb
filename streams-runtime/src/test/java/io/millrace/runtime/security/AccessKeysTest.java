package io.millrace.runtime.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.MillraceProperties.Role;
import io.millrace.runtime.MillraceProperties.Security;
import io.millrace.runtime.MillraceProperties.Security.Key;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class AccessKeysTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Key> KEYS = List.of(
            new Key("admin", "*", "default", Set.of(Role.WRITE, Role.READ, Role.ADMIN), null),
            new Key("shop", "shop", "default", Set.of(Role.WRITE), NOW.plusSeconds(1)),
            new Key("old", "shop", "default", Set.of(Role.WRITE), NOW));

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void shouldTakeAKeyFromEveryPlaceItMayStandIn() {
        var bearer = new MockHttpServletRequest();
        bearer.addHeader("Authorization", "bearer shop");
        var basicUser = new MockHttpServletRequest();
        basicUser.addHeader("Authorization", "Basic " + base64("shop:"));
        var basicPassword = new MockHttpServletRequest();
        basicPassword.addHeader("Authorization", "Basic " + base64(":shop"));
        var header = new MockHttpServletRequest();
        header.addHeader("X-Write-Key", "shop");
        var query = new MockHttpServletRequest();
        query.setQueryString("a=b&writeKey=sh%6fp");

        assertThat(List.of(bearer, basicUser, basicPassword, header, query)).allSatisfy(
                each -> assertThat(access(each, Role.WRITE)).isEqualTo(new Access.Granted("shop", "shop")));
    }

    @Test
    void shouldRefuseWhatIsMissingUnknownExpiredOrNotAllowed() {
        assertThat(refusal(Role.WRITE).reason()).startsWith("a key is required");
        assertThat(refusal("nobody", Role.WRITE)).isEqualTo(new Access.Refused(401, "the key is not known"));
        assertThat(refusal("old", Role.WRITE)).isEqualTo(
                new Access.Refused(401, "the key expired at 2026-01-01T00:00:00Z"));
        assertThat(refusal("shop", Role.ADMIN)).isEqualTo(
                new Access.Refused(403, "the key may not manage definitions"));
    }

    @Test
    void shouldGiveTheAdministratorAllTenantsAndADefault() {
        request.addHeader("X-Write-Key", "admin");

        assertThat(access(request, Role.ADMIN)).isInstanceOfSatisfying(Access.Granted.class, granted -> {
            assertThat(granted.covers("any")).isTrue();
            assertThat(granted.defaultTenant()).isEqualTo("default");
        });
        assertThat(new Access.Granted("shop", "shop").covers("other")).isFalse();
    }

    @Test
    void shouldLetReadsFromThisMachineInWithoutAKeyWhenTold() {
        request.setRemoteAddr("127.0.0.1");
        assertThat(access(request, Role.READ, true)).isInstanceOf(Access.Granted.class);
        assertThat(access(request, Role.WRITE, true)).isInstanceOf(Access.Refused.class);
        assertThat(access(request, Role.READ, false)).isInstanceOf(Access.Refused.class);

        request.addHeader("X-Forwarded-For", "192.0.2.1");
        assertThat(access(request, Role.READ, true)).as("through a proxy").isInstanceOf(Access.Refused.class);
    }

    private Access.Refused refusal(Role role) {
        return (Access.Refused) access(new MockHttpServletRequest(), role);
    }

    private Access.Refused refusal(String key, Role role) {
        var shown = new MockHttpServletRequest();
        shown.addHeader("X-Write-Key", key);
        return (Access.Refused) access(shown, role);
    }

    private static Access access(MockHttpServletRequest request, Role role) {
        return access(request, role, false);
    }

    private static Access access(MockHttpServletRequest request, Role role, boolean loopbackReads) {
        return new AccessKeys(new Security(KEYS, loopbackReads, ""), Clock.fixed(NOW, ZoneOffset.UTC)).access(request,
                role);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

}
