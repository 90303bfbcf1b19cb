package io.millrace.statistics.aggregate;

import static io.millrace.statistics.aggregate.Layouts.ALL;
import static io.millrace.statistics.aggregate.Layouts.bytes;
import static io.millrace.statistics.aggregate.Layouts.events;
import static io.millrace.statistics.aggregate.Layouts.read;
import static io.millrace.statistics.aggregate.Layouts.some;
import static io.millrace.statistics.aggregate.Layouts.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateFormatTest {

    private final Random random = new Random(4);

    @Test
    void shouldReadWhatItWroteWithoutTheLayout() {
        for (var round = 0; round < 500; round++) {
            var state = state(some(ALL, random), events(random, random.nextInt(1_000)));

            var restored = read(bytes(state));

            assertThat(bytes(restored)).isEqualTo(bytes(state));
            assertThat(restored.count()).isEqualTo(state.count());
            for (var aggregate : ALL) {
                assertThat(restored.value(aggregate, 1_000)).isEqualTo(state.value(aggregate, 1_000));
            }
            assertThat(restored.top(Layouts.TOP_ITEMS)).isEqualTo(state.top(Layouts.TOP_ITEMS));
            assertThat(restored.buckets(Layouts.BUCKETS)).isEqualTo(state.buckets(Layouts.BUCKETS));
        }
    }

    @Test
    void shouldLeaveTheReaderBehindTheState() {
        var out = new BinaryWriter();
        state(ALL, events(random, 100)).writeTo(out);
        out.writeText("what follows");
        var in = new BinaryReader(out.toByteArray());

        AggregateState.read(in);

        assertThat(in.readText()).isEqualTo("what follows");
        assertThat(in.hasRemaining()).isFalse();
    }

    @Test
    void shouldTakeLessThanTwelveBytesForTheCountOfASmallPane() {
        var state = AggregateLayout.of(List.of(new Aggregate.Count(), new Aggregate.Rate())).empty();
        for (var i = 0; i < 100; i++) {
            state.add(1_700_000_000_000L + i * 99, 0, null);
        }

        assertThat(bytes(state)).hasSize(11);
    }

    @Test
    void shouldKeepItsStoredForm() {
        var state = AggregateLayout.of(ALL).empty();
        state.add(1_700_000_000_000L, 2.5, new String[]{"ann", "tea"});
        state.add(1_700_000_001_000L, 2.5, new String[]{"bob", "tea"});
        state.add(1_700_000_002_000L, -1, new String[]{"ann", "cup"});

        assertThat(HexFormat.of().formatHex(bytes(state))).isEqualTo(
                "f91f0380a0abfef962a01f0082100001fd1f82400082100082a80300010082400100fd1f0002c38010000181fe0ffd1f82400104"
                        + "834800fc0f82b4020001000200020002eae09596223480aeecf40a0f5a22d49001028e14a8f2970a4ea5423d21497ba9"
                        + "fe8301018004000206637570010674656102");
    }

    @Test
    void shouldRefuseBytesCutAnywhere() {
        for (var round = 0; round < 20; round++) {
            var bytes = bytes(state(some(ALL, random), events(random, 1 + random.nextInt(600))));
            for (var length = 0; length < bytes.length; length++) {
                var cut = Arrays.copyOf(bytes, length);
                assertThatIllegalArgumentException().isThrownBy(() -> read(cut)).withMessageContaining("cut short");
            }
        }
    }

    @Test
    void shouldRefuseOrReadDamagedBytesButNeverFailOtherwise() {
        for (var round = 0; round < 8_000; round++) {
            var bytes = bytes(state(some(ALL, random), events(random, random.nextInt(60))));
            for (var damage = random.nextInt(4); damage >= 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            useUnlessRefused(bytes);
        }
    }

    @Test
    void shouldRefuseOrReadDamagedSketchesButNeverFailOtherwise() {
        var bytes = bytes(state(List.of(Layouts.USERS, Layouts.TOP_ITEMS), events(random, 2_000)));
        for (var round = 0; round < 3_000; round++) {
            var damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
            useUnlessRefused(damaged);
        }
    }

    @Test
    void shouldRefuseRandomBytesButNeverFailOtherwise() {
        for (var round = 0; round < 50_000; round++) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) (bytes[0] & ~7 | 1);
            }
            useUnlessRefused(bytes);
        }
    }

    private void useUnlessRefused(byte[] bytes) {
        AggregateState state;
        try {
            state = read(bytes);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
            return;
        }
        ALL.forEach(aggregate -> assertThat(state.value(aggregate, 1_000)).isNotNull());
        assertThat(bytes(read(bytes(state)))).isEqualTo(bytes(state));
    }

    @Test
    void shouldNameWhatItDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> read(new byte[]{0, 0})).withMessage(
                "aggregate state has version 0, known is 1");
        assertThatIllegalArgumentException().isThrownBy(() -> read(new byte[]{2, 0})).withMessage(
                "aggregate state has version 2, known is 1");
        var out = new BinaryWriter();
        out.writeVarint(1 << 20 | 1);
        out.writeVarint(0);
        assertThatIllegalArgumentException().isThrownBy(() -> read(out.toByteArray())).withMessage(
                "aggregate state has unknown parts 0x20000");
    }
}
