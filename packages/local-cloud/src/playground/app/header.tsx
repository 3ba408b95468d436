/** The line above GraphiQL: the API's title, addresses and key. */
import { useState } from 'react';
import type { PlaygroundSettings } from '../settings.ts';

const COPIED_FOR_MS = 1500;

export function Header({ settings }: { readonly settings: PlaygroundSettings }) {
  return (
    <header className="playground-header">
      <h1>{settings.title}</h1>
      <Copyable label="GraphQL" text={settings.graphqlUrl} />
      <Copyable label="Real-time" text={settings.realtimeUrl} />
      {settings.apiKey && <Copyable label="API key" text={settings.apiKey} />}
    </header>
  );
}

function Copyable({ label, text }: { readonly label: string; readonly text: string }) {
  const [copied, setCopied] = useState(false);
  const showCopied = () => {
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_FOR_MS);
  };
  // Without the browser's permission nothing is copied, and the button doesn't say so.
  const copy = () => void navigator.clipboard.writeText(text).then(showCopied, () => setCopied(false));
  return (
    <button type="button" className="copyable" onClick={copy} title={`Copy ${text}`}>
      <span className="copyable-label">{label}</span>
      <code>{text}</code>
      <span className="copyable-state" role="status">
        {copied ? 'copied' : ''}
      </span>
    </button>
  );
}
