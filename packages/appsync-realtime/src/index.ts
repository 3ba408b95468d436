/** The words of AppSync's real-time protocol, which PROTOCOL.md specifies. */

export * from './auth-header.ts';
export * from './messages.ts';
