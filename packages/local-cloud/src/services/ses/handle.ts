import { createHandle } from '../../plugin/handle.ts';

/** The address of the page with the mails; undefined if nothing in the stack sends mail. */
export const INBOX_URL = createHandle<() => string | undefined>("SES's inbox");

/** A mail that another service sends by its own servers, without an identity of the stack. */
export type ServiceMail = {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

export type Mail = {
  /** Called while resources are created: there will be mails, so that the inbox is there from the start. */
  expect(): void;
  deliver(mail: ServiceMail): Promise<void>;
};

export const MAIL = createHandle<Mail>("SES's mail for other services");
