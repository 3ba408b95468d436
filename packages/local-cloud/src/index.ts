/**
 * Boots a cloud assembly from code.
 *
 * @module @ordersaga/local-cloud
 */

export { synthesize } from './assembly/synthesize.ts';
export { boot } from './boot/boot.ts';
export type { BootOptions, RunningCloud } from './boot/boot.ts';
export { bootProject } from './boot/boot-project.ts';
export type { BootProjectOptions } from './boot/boot-project.ts';
export { apiKeyOf, describeCloudAsJson } from './boot/describe-cloud.ts';
export { openCertificate } from './gateway/door/certificate.ts';
export type { Certificate } from './gateway/door/certificate.ts';
export { evaluateAlarms } from './boot/evaluate-alarms.ts';
export { findFunctionRole } from './boot/find-function-role.ts';
export type { Role } from './services/iam/handle.ts';
