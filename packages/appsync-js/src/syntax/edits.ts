/** Changes of a source text at the places of its syntax tree. No edit adds or removes a line. */
import type ts from 'typescript';

/**
 * Replaces the text from `start` to `end`. What closes something goes before what opens something at the same place.
 */
export type Edit = { readonly start: number; readonly end: number; readonly text: string; readonly isClosing: boolean };

/** Edits come from the outside in, so of those that close at one place the last is the innermost. */
export function applyEdits(code: string, edits: readonly Edit[]): string {
  const closing = edits.filter(({ isClosing }) => isClosing).reverse();
  const others = edits.filter(({ isClosing }) => !isClosing);
  let text = '';
  let copied = 0;
  for (const edit of [...closing, ...others].sort((one, other) => one.start - other.start)) {
    text += code.slice(copied, edit.start);
    text += joinsWord(text, edit.text) ? ` ${edit.text}` : edit.text;
    copied = edit.end;
  }
  return text + code.slice(copied);
}

/** In code without blanks, such as "return`text`", a name that is put in would become one word with what is before it. */
function joinsWord(before: string, after: string): boolean {
  return /[\w$]$/.test(before) && /^[\w$]/.test(after);
}

export function replace(edits: Edit[], node: ts.Node, text: string): void {
  replaceRange(edits, node.getStart(), node.end, text);
}

export function replaceRange(edits: Edit[], start: number, end: number, text: string, isClosing = false): void {
  edits.push({ start, end, text, isClosing });
}

export function insert(edits: Edit[], position: number, text: string, isClosing = false): void {
  edits.push({ start: position, end: position, text, isClosing });
}

export function wrap(edits: Edit[], node: ts.Node, before: string, after: string): void {
  insert(edits, node.getStart(), before);
  insert(edits, node.end, after, true);
}
