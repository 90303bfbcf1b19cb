package io.millrace.query.live;

import static io.millrace.query.live.Results.event;
import static io.millrace.query.live.Results.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EventHeadTest {

    @Test
    void shouldFindTheEventsOwnTenantAndTypeBeforeTheSendersFields() {
        assertThat(EventHead.of(event("t1", "order.created"))).isEqualTo(new EventHead("t1", "order.created"));
    }

    @Test
    void shouldNotTakeATextForAField() {
        var head = EventHead.of(event("\"tenant_id\":\"t2\",\"event_type\":\"fake\"", "t1", "view"));

        assertThat(head).isEqualTo(new EventHead("t1", "view"));
    }

    @Test
    void shouldReadATenantThatIsNotPlain() {
        assertThat(EventHead.of(event("a \"quoted\" one", "view")).tenantId()).isEqualTo("a \"quoted\" one");
    }

    @Test
    void shouldReadAnEventWhoseHeadIsLong() {
        assertThat(EventHead.of(event("x".repeat(5_000), "t1", "view"))).isEqualTo(new EventHead("t1", "view"));
    }

    @Test
    void shouldReadNamesBeyondAscii() {
        assertThat(EventHead.of(event("größe", "view")).tenantId()).isEqualTo("größe");
    }

    @Test
    void shouldRefuseWhatIsNoEvent() {
        assertThatThrownBy(() -> EventHead.of(utf8("not json"))).isInstanceOf(RuntimeException.class);
    }

}
