/**
 * An ESLint rule: no code that AppSync runs differently from JavaScript. It finds in sources the
 * places that `loadCode` warns about in bundled code.
 */
import type { Rule } from 'eslint';
import ts from 'typescript';
import { findDifferences } from '../differences/find-differences.ts';

export const appsyncDifferences: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'Disallow code that AppSync runs otherwise than JavaScript would' },
    schema: [],
  },
  create: (context) => ({
    Program: () => {
      const { filename, sourceCode } = context;
      const source = ts.createSourceFile(filename, sourceCode.text, ts.ScriptTarget.ESNext, true);
      for (const { node, message } of findDifferences(source)) {
        const start = sourceCode.getLocFromIndex(node.getStart());
        context.report({ loc: { start, end: sourceCode.getLocFromIndex(node.end) }, message });
      }
    },
  }),
};
