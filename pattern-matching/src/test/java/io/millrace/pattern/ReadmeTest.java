package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The patterns that the module's README shows: canonical text on the left, its meaning behind two blanks. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```pattern\\n(.*?)```", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> shouldReadThePatternsOfTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        return BLOCK.matcher(readme).results().flatMap(block -> block.group(1).lines()).map(
                line -> line.split(" {2,}")[0]).map(
                        pattern -> DynamicTest.dynamicTest(pattern,
                                () -> assertThat(PatternParser.parse(pattern).toText()).isEqualTo(pattern)));
    }
}
