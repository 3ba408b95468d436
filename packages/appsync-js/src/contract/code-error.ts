/** Code that AppSync would not save. */

/** One reason; `line` and `column` count from 1 and stand in `file`, the source when the code has a source map. */
export type CodeFault = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The rule's name in `@aws-appsync/eslint-plugin` where it has one. */
  readonly rule: string;
  readonly message: string;
};

/** The code of a resolver or function is not APPSYNC_JS; `faults` says where and why. */
export class CodeError extends Error {
  readonly faults: readonly CodeFault[];

  constructor(name: string, faults: readonly CodeFault[]) {
    super([`${name}: The code contains one or more errors.`, ...faults.map(describeFault)].join('\n'));
    this.name = 'CodeError';
    this.faults = faults;
  }
}

function describeFault({ file, line, column, rule, message }: CodeFault): string {
  return `  ${file}:${line}:${column} ${rule}: ${message}`;
}
