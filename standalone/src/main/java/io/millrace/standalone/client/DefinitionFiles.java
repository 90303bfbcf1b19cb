package io.millrace.standalone.client;

import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * Definitions from files; those that others speak of come first: metrics, patterns, rules.
 *
 * @param definitions
 *            all that could be read
 * @param problems
 *            files that could not be read, and definitions declared twice
 */
record DefinitionFiles(List<FileDefinition> definitions, List<FileProblem> problems) {

    /** Reads files, and of folders all {@code .yml}, {@code .yaml} and {@code .json} files below them. */
    static DefinitionFiles read(List<Path> filesAndFolders) {
        var definitions = new ArrayList<FileDefinition>();
        var problems = new ArrayList<FileProblem>();
        for (var path : filesAndFolders) {
            try {
                for (var file : files(path)) {
                    definitions.addAll(read(file, problems));
                }
            } catch (IOException e) {
                problems.add(FileProblem.ofFile(path, "can't be read: " + e.getMessage()));
            }
        }
        problems.addAll(declaredTwice(definitions));
        definitions.sort(Comparator.comparing(FileDefinition::definition, Definition.USED_FIRST));
        return new DefinitionFiles(List.copyOf(definitions), List.copyOf(problems));
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var found = Files.walk(path)) {
            return found.filter(Files::isRegularFile).filter(
                    file -> file.getFileName().toString().matches(".+\\.(yml|yaml|json)")).sorted().toList();
        }
    }

    private static List<FileDefinition> read(Path file, List<FileProblem> problems) throws IOException {
        try {
            var text = Files.readString(file);
            return DefinitionReader.readAll(text).stream().map(
                    declared -> new FileDefinition(file, text, declared)).toList();
        } catch (DefinitionException refused) {
            refused.problems().forEach(problem -> problems.add(new FileProblem(file, problem)));
        } catch (NoSuchFileException _) {
            problems.add(FileProblem.ofFile(file, "no such file"));
        } catch (CharacterCodingException _) {
            problems.add(FileProblem.ofFile(file, "is not UTF-8 text"));
        }
        return List.of();
    }

    private static List<FileProblem> declaredTwice(List<FileDefinition> definitions) {
        var seen = new HashMap<String, FileDefinition>();
        var problems = new ArrayList<FileProblem>();
        for (var definition : definitions) {
            var before = seen.putIfAbsent(definition.id(), definition);
            if (before != null) {
                problems.add(new FileProblem(definition.file(),
                        definition.declared().problem("name", "is declared in %s too".formatted(before.file()))));
            }
        }
        return problems;
    }

}
