import { createHandle } from '../../plugin/handle.ts';

/** The address of the page with the mails; undefined if nothing in the stack sends mail. */
export const INBOX_URL = createHandle<() => string | undefined>("SES's inbox");
