/** The CDK app: one stack, `ordersaga-<stage>`. */
import { App } from 'aws-cdk-lib';
import { OrdersagaStack } from './ordersaga-stack.ts';
import { protectOnly } from './protection.ts';
import { readStageSettings } from './stage-settings.ts';
import { createStage } from './stage.ts';

// CDK's command line sets the folder of the assembly.
const app = new App({ outdir: process.env['CDK_OUTDIR'] ?? 'cdk.out' });
const name = String(app.node.tryGetContext('stage') ?? 'dev');
const settings = readStageSettings(name);
// infra/cdk.ts leaves the mail out of a deployment with an example for a sender.
const mail = app.node.tryGetContext('mail') === 'off' ? { sender: null, senderIdentity: null } : {};
const stack = new OrdersagaStack(app, createStage(name, { ...settings, ...mail }));
// What the deployed stack has, if infra/lifecycle/ deploys a production stage.
const created: unknown = app.node.tryGetContext('created');
if (typeof created === 'string') protectOnly(stack, created.split(','));
app.synth();
