/** Monaco's workers, which the build puts beside this file's bundle under these names. */

const workers: { readonly [label: string]: () => Worker } = {
  json: () => new Worker(new URL('./json.worker.js', import.meta.url), { type: 'module' }),
  graphql: () => new Worker(new URL('./graphql.worker.js', import.meta.url), { type: 'module' }),
};
function editorWorker() {
  return new Worker(new URL('./editor.worker.js', import.meta.url), { type: 'module' });
}

Object.assign(globalThis, {
  MonacoEnvironment: { getWorker: (_moduleId: string, label: string) => (workers[label] ?? editorWorker)() },
});
