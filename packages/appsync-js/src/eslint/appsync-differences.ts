/** An ESLint rule for the sources of resolvers. */
import type { Rule } from 'eslint';
import ts from 'typescript';
import { findDifferences } from '../differences/find-differences.ts';

/**
 * Reports, in JavaScript and TypeScript, the places that `loadCode` warns about in bundled code: those that AppSync runs
 * differently from JavaScript. It has no options and needs no type information.
 *
 *     plugins: { local: { rules: { 'appsync-differences': appsyncDifferences } } },
 *     rules: { 'local/appsync-differences': 'error' },
 */
export const appsyncDifferences: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'Disallow code that AppSync runs differently from JavaScript' },
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
