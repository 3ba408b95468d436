/** What the compiler makes of the code of one resolver or function: JSON that can be kept, and run without the compiler. */
import type { CodeFault } from './code-error.ts';

export type CompiledCode = {
  /** A script for the realm. */
  readonly script: string;
  readonly exportedNames: readonly string[];
  /** Whether the code can show what AppSync makes of a stored number, see `SUPPORT.md`. */
  readonly showsNumbers: boolean;
  /** Places where AppSync runs the code differently from JavaScript, in the order of the code. */
  readonly warnings: readonly CodeFault[];
};
