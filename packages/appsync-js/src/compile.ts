/**
 * The part of the runtime that needs TypeScript and esbuild. What it returns can be kept: `@ordersaga/appsync-js/run`
 * runs it without them.
 *
 * @module @ordersaga/appsync-js/compile
 */
import { compileCode } from './compile/compile-code.ts';
import { CodeError } from './contract/code-error.ts';
import type { CompiledCode } from './contract/compiled-code.ts';
import { canShowNumbers } from './differences/can-show-numbers.ts';
import { findDifferences } from './differences/find-differences.ts';
import type { Difference } from './differences/find-differences.ts';
import { createAnalyze } from './fence/analyze.ts';
import { checkCode, toFaults } from './fence/check-code.ts';
import { found } from './fence/finding.ts';
import type { Finding } from './fence/finding.ts';
import { readCode, withinStack } from './fence/read-code.ts';
import { createLocate } from './fence/source-map.ts';
import { bundleLibrary } from './realm/bundle-library.ts';
import { createRealm } from './realm/create-realm.ts';
import type { Realm } from './realm/create-realm.ts';

export { bundleLibrary };
export type { CompiledCode };

export type Compile = (code: string, name: string) => CompiledCode;

/**
 * Checks and compiles one module of APPSYNC_JS: JavaScript of at most 32,768 characters. `name` stands for its file in
 * messages. Throws `CodeError` for code that AppSync would not save.
 */
export function compile(code: string, name: string): CompiledCode {
  shared ??= createCompile(createRealm(bundleLibrary()));
  return shared(code, name);
}

let shared: Compile | undefined;

/** The realm says what code can import, and what the engine cannot read. */
export function createCompile(realm: Realm): Compile {
  const analyze = createAnalyze(realm.membersJson);
  return (code, name) => {
    const source = readCode(code, name);
    return withinStack(code, name, () => {
      const analysis = analyze(source);
      checkCode(analysis, name);
      const showsNumbers = canShowNumbers(source, analysis.checker);
      const warnings = toFaults(findDifferences(source).map(toFinding), source, name);
      const { script, exportedNames } = compileCode(source, showsNumbers, createLocate(code, 'code.js'));
      checkByEngine(realm, script, name);
      return { script, exportedNames, showsNumbers, warnings };
    });
  };
}

/** Throws `CodeError` for what only the engine finds, such as a name that is declared twice. */
function checkByEngine(realm: Realm, script: string, name: string): void {
  try {
    realm.run(script);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = Number(/:(\d+)/.exec(error.stack ?? '')?.[1] ?? 1);
    throw new CodeError(name, [{ file: name, line, column: 1, rule: 'syntax', message: error.message }]);
  }
}

function toFinding({ node, rule, message }: Difference): Finding {
  return found(node, rule, message);
}
