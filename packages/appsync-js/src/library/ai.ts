/** `@aws-appsync/utils/ai`: the local cloud has no Bedrock data source. */
import { unsupportedMembers } from './unsupported.ts';

export const ai = unsupportedMembers('ai', ['converse', 'invokeModel']);
