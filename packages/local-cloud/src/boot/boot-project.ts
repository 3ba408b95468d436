/** Boots the project in a directory: synthesizes its CDK app and starts what came of it, with the playground. */

import { join } from 'node:path';
import { synthesize } from '../assembly/synthesize.ts';
import { boot } from './boot.ts';
import type { BootOptions, RunningCloud } from './boot.ts';
import { openCertificate } from '../gateway/door/certificate.ts';
import { openCheckoutSecret } from './checkout-secret.ts';
import { checkEndpoint } from '../services/dynamodb/engine/check-endpoint.ts';
import { locateEngine } from '../services/dynamodb/engine/locate-engine.ts';
import { lockDirectory } from '../services/dynamodb/engine/lock-directory.ts';
import { playgroundSettings } from './describe-cloud.ts';
import { buildPlayground } from '../playground/build.ts';
import { createPlayground } from '../playground/serve.ts';
import { FUNCTIONS } from '../services/lambda/handle.ts';
import { startServer } from '../gateway/door/server.ts';
import type { Handle } from '../gateway/door/answer-requests.ts';

export type BootProjectOptions = Omit<
  BootOptions,
  'assemblyDirectory' | 'cacheDirectory' | 'certificate' | 'log' | 'secret'
> & {
  readonly projectDirectory: string;
  /** The output of `cdk synth`; left out, the project is synthesized. */
  readonly assemblyDirectory?: string;
  /** Takes a line for each step and each line that the stack's functions print. */
  readonly progress: (line: string) => void;
};

export type RunningProject = RunningCloud & {
  /** Does ahead of time what the first order and the first look at the playground would wait for. */
  readonly warm: () => Promise<void>;
};

/** Throws `StartupError` for whatever a user can mend. */
export async function bootProject({
  projectDirectory,
  progress,
  ...options
}: BootProjectOptions): Promise<RunningProject> {
  const startedAt = performance.now();
  const step = (line: string) =>
    progress(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(4)} s  ${line}`);

  await checkWhatNeedsNoAssembly(options, step);
  const assemblyDirectory = options.assemblyDirectory ?? join(projectDirectory, 'cdk.out');
  const cacheDirectory = join(projectDirectory, '.cache');
  const secret = openCheckoutSecret(join(cacheDirectory, 'secret'));
  if (!options.assemblyDirectory) step('Synthesizing the CDK app');
  const [certificate] = await Promise.all([
    openCertificate(join(cacheDirectory, 'certificate')),
    options.assemblyDirectory ?? synthesize(projectDirectory, assemblyDirectory),
  ]);
  step('Bringing up the cloud assembly');
  const running = await boot({ ...options, assemblyDirectory, cacheDirectory, certificate, secret, log: progress });
  const openPlayground = createOpenPlayground(running, cacheDirectory);
  running.server.route('/playground', async (request, response) => {
    const playground = await openPlayground();
    playground(request, response);
  });
  running.server.route('/', goTo('/playground/'));
  step('Ready');
  return {
    ...running,
    warm: async () => {
      await FUNCTIONS.of(running.cloud).warm();
      await openPlayground();
    },
  };
}

/** Builds the page when somebody first asks for it, which scripts never do. */
function createOpenPlayground({ cloud }: RunningCloud, cacheDirectory: string) {
  let playground: Promise<ReturnType<typeof createPlayground>> | undefined;
  const open = async () => {
    try {
      return createPlayground({
        directory: await buildPlayground(cacheDirectory),
        settings: playgroundSettings(cloud),
      });
    } catch (error) {
      // A full disk may have room again at the next look.
      playground = undefined;
      throw error;
    }
  };
  return () => (playground ??= open());
}

/** A taken port or directory or a missing engine should not be news after a long synthesis. */
async function checkWhatNeedsNoAssembly(
  { port, dataDirectory }: Pick<BootOptions, 'port' | 'dataDirectory'>,
  say: (line: string) => void,
): Promise<void> {
  const engine = locateEngine(process.env, say);
  if ('endpoint' in engine) await checkEndpoint(engine.endpoint);
  if (dataDirectory !== undefined) lockDirectory(dataDirectory)();
  const server = await startServer(port);
  await server.close();
}

function goTo(location: string): Handle {
  return (request, response) => {
    if (request.url !== '/') return void response.writeHead(404).end();
    response.writeHead(302, { location }).end();
  };
}
