/** Reads code with the TypeScript compiler, as AppSync itself does when code is saved. */
import ts from 'typescript';
import { declareLanguage } from './declare-language.ts';

export type Analysis = {
  readonly source: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly syntaxErrors: readonly ts.DiagnosticWithLocation[];
  readonly typeErrors: readonly ts.Diagnostic[];
  /** Whether this is a value of the language or of AppSync's library, not of the code. */
  readonly isBuiltIn: (type: ts.Type) => boolean;
};

const LANGUAGE = 'language.d.ts';

const OPTIONS: ts.CompilerOptions = {
  allowJs: true,
  allowSyntheticDefaultImports: false,
  checkJs: true,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noEmit: true,
  noLib: true,
  target: ts.ScriptTarget.ESNext,
  types: [],
};

/** `membersJson` names what can be imported, see `Library`. */
export function createAnalyze(membersJson: string): (source: ts.SourceFile) => Analysis {
  const language = ts.createSourceFile(LANGUAGE, declareLanguage(membersJson), ts.ScriptTarget.ESNext, true);
  return (source) => {
    const program = ts.createProgram([LANGUAGE, source.fileName], OPTIONS, hostOf(source, language));
    const checker = program.getTypeChecker();
    return {
      source,
      checker,
      syntaxErrors: program.getSyntacticDiagnostics(source),
      typeErrors: program.getSemanticDiagnostics(source),
      isBuiltIn: (type) =>
        checker
          .getApparentType(type)
          .getSymbol()
          ?.declarations?.some((node) => node.getSourceFile() === language) ?? false,
    };
  };
}

/** A file system of these two files. */
function hostOf(source: ts.SourceFile, language: ts.SourceFile): ts.CompilerHost {
  const files = new Map([
    [source.fileName, source],
    [LANGUAGE, language],
  ]);
  return {
    getSourceFile: (name) => files.get(name),
    fileExists: (name) => files.has(name),
    readFile: (name) => files.get(name)?.text,
    writeFile: () => undefined,
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => '',
    getDefaultLibFileName: () => LANGUAGE,
    getNewLine: () => '\n',
    useCaseSensitiveFileNames: () => true,
  };
}
