#!/usr/bin/env bash
# Measures windowed aggregations of Millrace and of its peers over the same events: see --help and README.md here.
# usage: benchmarks/windows.sh [--events N] [--runs a,b,c] …
set -euo pipefail

exec "$(dirname "${BASH_SOURCE[0]}")/java-benchmark.sh" windows.sh io.millrace.benchmarks.windows.WindowsBenchmark "$@"
