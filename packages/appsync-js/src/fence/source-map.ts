/** The inline source map with which code may end. */
import { SourceMap } from 'node:module';
import type { SourceMapPayload, SourceMapping } from 'node:module';
import { isRecord, parseJson } from '../contract/json.ts';

export type Place = { readonly file: string; readonly line: number; readonly column: number };

/**
 * From a place in the code to the place in its source; both count from 1. Without a map they are the same. Most code has no
 * place to look for, so the map is read when the first one is asked for.
 */
export function createLocate(code: string, file: string): (line: number, column: number) => Place {
  let read: { readonly map: SourceMap | undefined } | undefined;
  return (line, column) => {
    read ??= { map: sourceMapOf(code) };
    const entry = read.map?.findEntry(line - 1, column - 1);
    return entry !== undefined && isPlace(entry)
      ? { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 }
      : { file, line, column };
  };
}

/** A map can name sources that it does not list, and places that no source has. */
function isPlace(entry: object): entry is { originalSource: string; originalLine: number; originalColumn: number } {
  const { originalSource, originalLine, originalColumn }: Partial<SourceMapping> = { ...entry };
  return typeof originalSource === 'string' && isIndex(originalLine) && isIndex(originalColumn);
}

function isIndex(value: unknown): boolean {
  return typeof value === 'number' && value >= 0;
}

const MARK = '//# sourceMappingURL=data:application/json;base64,';

/** A map that cannot be read counts as none. */
function sourceMapOf(code: string): SourceMap | undefined {
  const start = code.lastIndexOf(MARK);
  if (start < 0) return undefined;
  try {
    const map = parseJson(Buffer.from(code.slice(start + MARK.length), 'base64').toString());
    return isPayload(map) ? new SourceMap(map) : undefined;
  } catch {
    return undefined;
  }
}

/** Node.js checks the members that it reads, and throws. */
function isPayload(value: unknown): value is SourceMapPayload {
  return isRecord(value);
}
