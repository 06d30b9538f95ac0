// The tokens that VS Code's own engine makes of files, as JSON: one list a file, of [line, start, end, scopes].
// node tokens.cjs GRAMMAR FILE…, with the packages of editors/package.json on NODE_PATH.

const fs = require("fs");
const path = require("path");
const oniguruma = require("vscode-oniguruma");
const textmate = require("vscode-textmate");

async function main([grammarFile, ...files]) {
  const wasm = path.join(path.dirname(require.resolve("vscode-oniguruma")), "onig.wasm");
  await oniguruma.loadWASM(fs.readFileSync(wasm).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(fs.readFileSync(grammarFile, "utf8"), grammarFile),
  });
  const grammar = await registry.loadGrammar("source.dotmodel");
  console.log(JSON.stringify(files.map((file) => tokens(grammar, fs.readFileSync(file, "utf8")))));
}

function tokens(grammar, text) {
  let state = textmate.INITIAL;
  return text.split("\n").flatMap((line, number) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.map((token) => [number, token.startIndex, token.endIndex, token.scopes.slice(1)]);
  });
}

main(process.argv.slice(2));
