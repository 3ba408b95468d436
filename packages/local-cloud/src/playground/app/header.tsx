/** The line above GraphiQL: the API's title, addresses and key, and who calls it. */
import { useState } from 'react';
import type { PlaygroundSettings } from '../settings.ts';
import type { Callers } from './callers.ts';

const COPIED_FOR_MS = 1500;

type HeaderProps = { readonly settings: PlaygroundSettings; readonly callers: Callers };

export function Header({ settings, callers }: HeaderProps) {
  return (
    <header className="playground-header">
      <h1>{settings.title}</h1>
      {callers.names.length > 1 && <CallerChoice callers={callers} />}
      <Copyable label="GraphQL" text={settings.graphqlUrl} />
      <Copyable label="Real-time" text={settings.realtimeUrl} />
      {settings.apiKey && <Copyable label="API key" text={settings.apiKey} />}
    </header>
  );
}

function CallerChoice({ callers }: { readonly callers: Callers }) {
  return (
    <label className="caller">
      <span className="copyable-label">Caller</span>
      <select onChange={({ currentTarget }) => callers.choose(currentTarget.value)}>
        {callers.names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
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
