// The entry of the worker thread. The compile cache also keeps files without their types: with the cache on before the
// first TypeScript file is loaded, a worker needs no parser for it, which saves about half of a cold start.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./runtime.ts');
