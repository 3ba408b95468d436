/** Turns chunks of output into lines. */

export type LineSplitter = { write(text: string): void; /** Ends the line that has begun. */ flush(): void };

export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  let begun = '';
  return {
    write: (text) => {
      const lines = (begun + text).split('\n');
      begun = lines.pop() ?? '';
      lines.forEach(onLine);
    },
    flush: () => {
      if (begun !== '') onLine(begun);
      begun = '';
    },
  };
}
