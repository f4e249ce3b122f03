import { render } from 'preact';
import { App } from './app.tsx';
import './main.css';
import { enter } from './enter.ts';
import { startEvents } from './events.ts';
import { startRouter } from './router.ts';

startRouter();
// Before anything else is asked for.
await enter();
// An address that is pasted where the page is open already does not load it again.
window.addEventListener('hashchange', enter);
startEvents();
render(<App />, document.body);
