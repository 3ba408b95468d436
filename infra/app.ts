/** The CDK app: one stack, `ordersaga-<stage>`, in the account and region of the AWS credentials. */
import { App } from 'aws-cdk-lib';
import { OrdersagaStack } from './ordersaga-stack.ts';
import { stageNamed } from './stage.ts';

// CDK's command line sets the folder of the assembly.
const app = new App({ outdir: process.env['CDK_OUTDIR'] ?? 'cdk.out' });
new OrdersagaStack(app, stageNamed(app.node.tryGetContext('stage') ?? 'dev'));
app.synth();
