// Before the styles of the pages, which override these.
import './main.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { enter } from './enter.ts';
import { startEvents } from './events.ts';
import { startRouter } from './router.ts';

startRouter();
// Before any other request.
await enter();
// Pasting a URL where the page is already open doesn't reload it.
window.addEventListener('hashchange', enter);
startEvents();
render(<App />, document.body);
