package io.millrace.cep.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cep.match.Agenda.Work;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class AgendaTest {

    private final Agenda agenda = new Agenda();

    @Test
    void shouldGiveDeadlinesAheadOfTheEventsOfTheirTimeAndEventsAsTheyArrived() {
        var deadline = new Work.Deadline(5, Bytes.wrap(new byte[]{1}));
        var other = new Work.Deadline(5, Bytes.wrap(new byte[]{2}));
        for (var work : List.of(new Work.Held(5, 2), other, new Work.Held(4, 3), deadline, new Work.Held(5, 1),
                new Work.Held(6, 0))) {
            agenda.add("t", work);
        }

        assertThat(due(5)).containsExactly(new Work.Held(4, 3), deadline, other, new Work.Held(5, 1),
                new Work.Held(5, 2));
        assertThat(agenda.tenants()).containsExactly("t");
        assertThat(due(6)).containsExactly(new Work.Held(6, 0));
        assertThat(agenda.tenants()).isEmpty();
    }

    @Test
    void shouldForgetWhatIsRemoved() {
        var deadline = new Work.Deadline(5, Bytes.wrap(new byte[]{1}));
        agenda.add("t", deadline);
        agenda.remove("t", new Work.Deadline(5, Bytes.wrap(new byte[]{1})));
        agenda.remove("unknown", deadline);

        assertThat(agenda.takeNext("t", 10)).isNull();
    }

    private List<Work> due(long watermark) {
        var due = new ArrayList<Work>();
        for (var next = agenda.takeNext("t", watermark); next != null; next = agenda.takeNext("t", watermark)) {
            due.add(next);
        }
        return due;
    }

}
