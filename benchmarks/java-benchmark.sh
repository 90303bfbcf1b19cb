#!/usr/bin/env bash
# Builds what is needed and runs a benchmark's main class: for windows.sh and patterns.sh.
# usage: benchmarks/java-benchmark.sh NAME CLASS ARGUMENT…
set -euo pipefail

name=$1
class=$2
shift 2
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target="$home/benchmarks/target"
classpath="$target/classpath.txt"

# Prints the java of a JDK 25 or newer, found as ../millrace finds it.
find_java() {
    local candidate version
    for candidate in "${MILLRACE_JAVA_HOME:-}/bin/java" "${JAVA_HOME:-}/bin/java" \
        /usr/lib/jvm/*/bin/java "$HOME"/.sdkman/candidates/java/*/bin/java "$HOME"/.jdks/*/bin/java \
        /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java "$(command -v java || true)"; do
        [ -x "$candidate" ] || continue
        version=$("$candidate" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p')
        if [ "${version%%.*}" -ge 25 ] 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

# Whether the class path is missing or a source is newer than it.
needs_build() {
    [ -f "$classpath" ] || return 0
    [ -n "$(find "$home" -path '*/target' -prune -o -path '*/.git' -prune -o \
        \( -path '*/src/main/*' -o -path "$home/benchmarks/src/*" -o -name pom.xml \) \
        -type f -newer "$classpath" -print -quit)" ]
}

java=$(find_java) || {
    echo "$name: a JDK 25 or newer is needed; set JAVA_HOME to one" >&2
    exit 1
}
if needs_build; then
    echo "$name: building …" >&2
    (cd "$home" && mvn -q -B process-test-classes -Pflink -pl benchmarks -am) >&2 || {
        echo "$name: the build failed" >&2
        exit 1
    }
fi

exec "$java" -Xmx2g --enable-native-access=ALL-UNNAMED -cp "$target/test-classes:$target/classes:$(cat "$classpath")" \
    "$class" --home "$home" "$@"
