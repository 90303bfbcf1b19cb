package io.millrace.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The definitions that Millrace ships, which travel inside its jar. */
final class ShippedDefinitions {

    private ShippedDefinitions() {}

    /** Writes them into {@code folder}, in place of what was there, and gives the folder. */
    static Path extractTo(Path folder) {
        try {
            Files.createDirectories(folder);
            try (var old = Files.list(folder)) {
                for (var file : old.toList()) {
                    Files.delete(file);
                }
            }
            var resources = new PathMatchingResourcePatternResolver().getResources("classpath:definitions/*.yml");
            for (var resource : resources) {
                try (var content = resource.getInputStream()) {
                    Files.copy(content, folder.resolve(Objects.requireNonNull(resource.getFilename())),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new StandaloneException("the shipped definitions can't be written to %s: %s".formatted(folder, e), e);
        }
    }

}
