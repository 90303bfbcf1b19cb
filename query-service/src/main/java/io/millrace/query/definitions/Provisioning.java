package io.millrace.query.definitions;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionReader;
import io.millrace.definition.StoredDefinition;
import io.millrace.query.QueryProperties;
import io.millrace.runtime.LogKeys;
import io.millrace.runtime.definitions.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Loads the definitions folder at start: what its files declare is stored as provisioned, and what they no longer
 * declare is deleted. A file that can't be read stops the start, naming the file, the place and the reason.
 */
class Provisioning implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Provisioning.class);

    /** After the definitions feed, before requests are answered. */
    private static final int PHASE = 100;

    private final Path folder;
    private final DefinitionStore store;
    private final Definitions definitions;
    private boolean isRunning;

    Provisioning(QueryProperties properties, DefinitionStore store, Definitions definitions) {
        this.folder = properties.definitionsDir();
        this.store = store;
        this.definitions = definitions;
    }

    @Override
    public void start() {
        isRunning = true;
        if (folder.toString().isEmpty()) {
            return;
        }
        var declared = readAll();
        declared.forEach(definition -> store.put(definition, true));
        deleteAllBut(declared);
        log.atInfo().addKeyValue(LogKeys.COUNT, declared.size()).log("The definitions folder is loaded");
    }

    @Override
    public void stop() {
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Ratios come after the other metrics and rules last, since they speak of those before. */
    private List<DeclaredDefinition> readAll() {
        var declared = new ArrayList<DeclaredDefinition>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Provisioning::isYaml).sorted().toList()) {
                declared.addAll(read(file));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the definitions folder %s can't be read: %s".formatted(folder, e), e);
        }
        declared.sort(Comparator.comparing(DeclaredDefinition::definition, Definition.USED_FIRST));
        return declared;
    }

    private static List<DeclaredDefinition> read(Path file) throws IOException {
        try {
            return DefinitionReader.readAll(Files.readString(file));
        } catch (DefinitionException e) {
            throw new IllegalStateException("definitions file %s:%n%s".formatted(file, e.getMessage()), e);
        }
    }

    private static boolean isYaml(Path file) {
        var name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.endsWith(".yml") || name.endsWith(".yaml"));
    }

    private void deleteAllBut(List<DeclaredDefinition> declared) {
        var keys = new HashSet<String>();
        declared.forEach(definition -> keys.add(
                StoredDefinition.key(definition.definition().kind(), definition.definition().name())));
        definitions.current().all().stream().filter(
                stored -> stored.provisioned() && !keys.contains(stored.key())).sorted(
                        Comparator.comparing(StoredDefinition::definition, Definition.USED_FIRST).reversed()).forEach(
                                stored -> store.delete(stored.definition().kind(), stored.definition().name()));
    }

}
