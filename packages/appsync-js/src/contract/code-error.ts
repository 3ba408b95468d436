/** Code that AppSync would not save. */

/** One place in the code and what is wrong with it. With a source map, `file` is the source and the rest points into it. */
export type CodeFault = {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** As in `@aws-appsync/eslint-plugin`, such as `no-async`, if that has such a rule. */
  readonly rule: string;
  readonly message: string;
};

/** The code of a resolver or function is not APPSYNC_JS. `faults` says where and why, in the order of the code. */
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
