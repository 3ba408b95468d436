/** What only a deployed API shows: the cases that fit a stage. */
import type { Stage } from '../../stage/read-stage.ts';
import { ALIAS_CASES } from './alias-cases.ts';
import { APP_ERROR_CASES } from './app-error-cases.ts';
import { AUTH_CASES } from './auth-cases.ts';
import type { DeployedCase } from './cases.ts';
import { HANDSHAKE_CASES } from './handshake-cases.ts';
import { limitCases } from './limit-cases.ts';
import { PUSH_CASES } from './push-cases.ts';
import { REQUEST_CASES } from './request-cases.ts';
import { SUBSCRIPTION_CASES } from './subscription-cases.ts';
import { USER_CASES } from './user-cases.ts';
import { VALIDATION_CASES } from './validation-cases.ts';
import { VARIABLE_CASES } from './variable-cases.ts';

/** Orders cost nobody anything where the sandbox takes the payments. */
export function placesOrders({ settings }: Stage): boolean {
  return !settings.production && settings.paymentGateway === 'sandbox';
}

/** `hasUser`: a user of the pool has lent a token. */
export function deployedCases(stage: Stage, hasUser = false): readonly DeployedCase[] {
  const has = { key: !stage.settings.production, order: placesOrders(stage), user: hasUser };
  const all = [
    ...AUTH_CASES,
    ...USER_CASES,
    ...REQUEST_CASES,
    ...VALIDATION_CASES,
    ...VARIABLE_CASES,
    ...APP_ERROR_CASES,
    ...limitCases(stage.settings.limits),
    ...ALIAS_CASES,
    ...HANDSHAKE_CASES,
    ...SUBSCRIPTION_CASES,
    ...PUSH_CASES,
  ];
  return all.filter(({ needs }) => needs.every((need) => has[need]));
}
