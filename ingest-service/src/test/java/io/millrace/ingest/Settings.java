package io.millrace.ingest;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings of the ingest service with their defaults, as binding gives them. */
public final class Settings {

    private Settings() {}

    /** The defaults. */
    public static IngestProperties defaults() {
        return with(Map.of());
    }

    /** The defaults but for these, named without {@code millrace.ingest.}. */
    public static IngestProperties with(Map<String, String> changed) {
        var source = new HashMap<String, String>();
        changed.forEach((name, value) -> source.put("millrace.ingest." + name, value));
        return new Binder(new MapConfigurationPropertySource(source)).bindOrCreate("millrace.ingest",
                IngestProperties.class);
    }

}
