/** The playground's page: GraphiQL with our header and timeline, for the API that the settings name. */
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';
import { isSettings } from '../settings.ts';
import { createCallers } from './callers.ts';
import { createFetcher } from './fetcher.ts';
import { Header } from './header.tsx';
import './style.css';
import { offerTabs, titleTabs } from './tabs.ts';
import { createTimelines } from './timeline.ts';
import { TimelineView } from './timeline-view.tsx';
import './workers.ts';

const container = document.getElementById('playground');
const response = await fetch('settings.json');
const settings: unknown = await response.json();
if (!isSettings(settings)) throw new Error('The playground has no settings. Is the local cloud still running?');
document.title = settings.title;
offerTabs(settings.tabs, localStorage);

const timelines = createTimelines();
const callers = createCallers(settings);
const fetcher = createFetcher(settings, timelines, callers);

if (container) {
  createRoot(container).render(
    <>
      <Header settings={settings} callers={callers} />
      <GraphiQL
        fetcher={fetcher}
        defaultHeaders="{}"
        shouldPersistHeaders={false}
        defaultEditorToolsVisibility="variables"
        onTabChange={(state) => {
          titleTabs(state.tabs, settings.tabs);
          timelines.show(
            state.tabs.map((tab) => tab.id),
            state.tabs[state.activeTabIndex]?.id ?? '',
          );
        }}
      >
        <GraphiQL.Logo>{null}</GraphiQL.Logo>
        <GraphiQL.Footer>
          <TimelineView timelines={timelines} />
        </GraphiQL.Footer>
      </GraphiQL>
    </>,
  );
}
