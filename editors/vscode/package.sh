#!/usr/bin/env bash
# Packages the extension: editors/vscode/package.sh [OUT.vsix]. Needs node and npm; installs the packager on the first run,
# or takes the one in NODE_MODULES.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/dotmodel.vsix}
[[ $out = /* ]] || out=$PWD/$out

modules=${NODE_MODULES:-$here/../node_modules}
[[ -x $modules/.bin/vsce ]] || (cd "$here/.." && npm ci --ignore-scripts --no-audit --no-fund)

# The grammar and the licence live elsewhere in the repository; they join the extension in a folder of their own.
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$here"/{package.json,language-configuration.json,README.md,snippets} "$stage"
cp "$here/../../LICENSE" "$stage"
mkdir "$stage/syntaxes"
cp "$here/../textmate/dotmodel.tmLanguage.json" "$stage/syntaxes"

cd "$stage"
"$modules/.bin/vsce" package --no-dependencies --allow-missing-repository --out "$out"
