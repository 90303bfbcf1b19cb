package io.millrace.testkit.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class GoldenTopologyTest {

    @TempDir
    Path folder;

    @Test
    void shouldMatchTheFileOfTheModule() {
        GoldenTopology.assertMatches(filter("big-orders"), GoldenTopologyTest.class, "filter");
        GoldenTopology.assertMatches(filter("big-orders"), GoldenTopologyTest.class, "filter.txt");
    }

    @Test
    void shouldShowWhatDiffers() {
        assertThatExceptionOfType(AssertionFailedError.class).isThrownBy(
                () -> GoldenTopology.assertMatches(filter("small-orders"), fileOf("big-orders"), false)).withMessage("""
                        The topology differs from %s (- file, + topology):

                          Topologies:
                             Sub-topology: 0
                              Source: orders (topics: [orders])
                        -       --> big-orders
                        -     Processor: big-orders (stores: [])
                        +       --> small-orders
                        +     Processor: small-orders (stores: [])
                                --> selected
                                <-- orders
                              Sink: selected (topic: selected)
                        -       <-- big-orders
                        +       <-- small-orders

                        Run the test with -Dtopology.update=true to write it, and look at what has changed: \
                        a renamed store or topic loses its data.""".formatted(folder.resolve("filter.txt"))).satisfies(
                        failure -> {
                            assertThat(failure.getExpected().getStringRepresentation()).contains("big-orders");
                            assertThat(failure.getActual().getStringRepresentation()).contains("small-orders");
                        });
    }

    @Test
    void shouldSayHowToWriteFileThatIsMissing() {
        var file = folder.resolve("new.txt");

        assertThatExceptionOfType(AssertionFailedError.class).isThrownBy(
                () -> GoldenTopology.assertMatches(filter("big-orders"), file, false)).withMessageContaining(
                        file.toString()).withMessageContaining("-Dtopology.update=true");
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldWriteFileWhenUpdated() {
        var file = folder.resolve("topology/new.txt");
        GoldenTopology.assertMatches(filter("big-orders"), file, true);
        GoldenTopology.assertMatches(filter("small-orders"), file, true);

        GoldenTopology.assertMatches(filter("small-orders"), file, false);
        assertThat(file).content().contains("small-orders").doesNotContain("big-orders").endsWith("\n");
    }

    @Test
    void shouldNotMindLineEndsAndTrailingBlanks() throws Exception {
        var file = fileOf("big-orders");
        Files.writeString(file, Files.readString(file).replace("\n", " \r\n"));

        GoldenTopology.assertMatches(filter("big-orders"), file, false);
    }

    @Test
    void shouldRefuseClassThatIsOfNoModule() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> GoldenTopology.assertMatches(filter("big-orders"), String.class, "filter")).withMessageContaining(
                        "java.lang.String");
    }

    private Path fileOf(String filter) {
        var file = folder.resolve("filter.txt");
        GoldenTopology.assertMatches(filter(filter), file, true);
        return file;
    }

    private static Topology filter(String name) {
        var builder = new StreamsBuilder();
        builder.<String, String>stream("orders", Consumed.as("orders")).filter((_, _) -> true, Named.as(name)).to(
                "selected", Produced.as("selected"));
        return builder.build();
    }
}
