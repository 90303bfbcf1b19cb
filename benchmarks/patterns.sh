#!/usr/bin/env bash
# Measures pattern matching of Millrace and of Flink CEP over the same events: see --help and README.md here.
# usage: benchmarks/patterns.sh [--events N] [--flink-events N] [--runs a,b,c] …
set -euo pipefail

exec "$(dirname "${BASH_SOURCE[0]}")/java-benchmark.sh" patterns.sh io.millrace.benchmarks.patterns.PatternsBenchmark "$@"
