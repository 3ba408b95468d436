/** The app for CDK's command line, which asks for bundles by its context. */
import { isObject } from '../../../domain/is-object.ts';

const context: unknown = JSON.parse(process.env['CDK_CONTEXT_JSON'] ?? '{}');
process.env['CDK_CONTEXT_JSON'] = JSON.stringify({ ...(isObject(context) && context), 'aws:cdk:bundling-stacks': [] });
await import('../../app.ts');
