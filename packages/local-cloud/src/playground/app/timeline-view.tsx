/** The list below the response: one line for each push, with its time and what is new in it; a click shows it whole. */
import { Fragment, useEffect, useRef, useSyncExternalStore } from 'react';
import type { DataPayload } from '@ordersaga/appsync-realtime';
import type { Push, Timeline, Timelines } from './timeline.ts';

export function TimelineView({ timelines }: { readonly timelines: Timelines }) {
  const timeline = useSyncExternalStore(timelines.watch, timelines.shown);
  const list = useRef<HTMLOListElement>(null);
  const count = timeline?.pushes.length ?? 0;
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight, behavior: 'smooth' });
  }, [count]);
  if (!timeline) return null;

  return (
    <section className="timeline" aria-label="Pushes" data-state={timeline.state}>
      <header>
        <span className="timeline-light" />
        <strong>{timeline.title}</strong>
        <span className="timeline-state">{stateText(timeline)}</span>
        {timeline.state === 'ended' ? null : (
          <button type="button" onClick={timeline.stop}>
            Stop
          </button>
        )}
      </header>
      <ol ref={list}>
        {timeline.pushes.map((push, index) => (
          <PushLine key={push.number} push={push} previous={timeline.pushes[index - 1]} />
        ))}
      </ol>
    </section>
  );
}

function stateText({ state, pushes, failure }: Timeline): string {
  const count = `${pushes.length} ${pushes.length === 1 ? 'push' : 'pushes'}`;
  if (failure) return `${count} · ${failure.errors.map((error) => error.message ?? error.errorType).join(' ')}`;
  if (state === 'connecting') return 'connecting …';
  if (state === 'ended') return `${count} · stopped`;
  return pushes.length === 0 ? 'listening, nothing pushed yet' : `${count} · listening`;
}

function PushLine({ push, previous }: { readonly push: Push; readonly previous: Push | undefined }) {
  const elapsed = previous ? `+${push.at.getTime() - previous.at.getTime()} ms` : '';
  return (
    <li>
      <details>
        <summary>
          <time dateTime={push.at.toISOString()}>{clockTime(push.at)}</time>
          <span className="timeline-elapsed">{elapsed}</span>
          <span className="timeline-news">
            {newsIn(push.payload, previous?.payload).map(([name, text]) => (
              <Fragment key={name}>
                <span>
                  <span className="timeline-name">{name}</span> {text}
                </span>{' '}
              </Fragment>
            ))}
          </span>
        </summary>
        <pre>{JSON.stringify(push.payload, null, 2)}</pre>
      </details>
    </li>
  );
}

function clockTime(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const milliseconds = String(at.getMilliseconds()).padStart(3, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${milliseconds}`;
}

/** The members of a payload that are not null and were not the same in the push before, as name and text. */
function newsIn(payload: DataPayload, previous: DataPayload | undefined): [string, string][] {
  const before = new Map(previous ? leavesOf(previous) : []);
  return leavesOf(payload).filter(([name, text]) => text !== 'null' && before.get(name) !== text);
}

function leavesOf({ data, errors = [] }: DataPayload): [string, string][] {
  const problems = errors.map((error, index): [string, string] => [`error ${index + 1}`, error.message ?? '']);
  return [...problems, ...entriesOf(data).flatMap(([, field]) => leavesBelow('', field))];
}

function leavesBelow(path: string, value: unknown): [string, string][] {
  const entries = entriesOf(value);
  if (entries.length === 0) return [[path, typeof value === 'string' ? value : JSON.stringify(value)]];
  return entries.flatMap(([name, member]) => leavesBelow(path ? `${path}.${name}` : name, member));
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
