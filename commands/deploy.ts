/**
 * `npm run deploy:dev`, `npm run deploy:prod`: deploys a stage with the AWS CDK, which takes all further options.
 * SENDER is the address that customers get their mail from; PAYMENT_GATEWAY (stage prod) is `stripe` or `sandbox`.
 */
import { createRequire } from 'node:module';

const { SENDER = '', PAYMENT_GATEWAY = 'stripe' } = process.env;
const [stage = 'dev', ...options] = process.argv.slice(2);

const context = { stage, sender: SENDER, ...(stage === 'prod' && { paymentGateway: PAYMENT_GATEWAY }) };
const contextOptions = Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]);

process.argv.splice(2, Infinity, 'deploy', ...contextOptions, ...options);
createRequire(import.meta.url)('../node_modules/aws-cdk/bin/cdk');
