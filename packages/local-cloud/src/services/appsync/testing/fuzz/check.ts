/** Runs a property so often; on failure fast-check prints its seed and path, which `fc.assert` takes to run it again. */
import fc from 'fast-check';

/** Every run draws its inputs anew. */
export function check(property: fc.IAsyncProperty<[unknown]>, runs: number): Promise<void> {
  return fc.assert(property, { numRuns: runs });
}
