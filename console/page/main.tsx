import { render } from 'preact';
import { App } from './app.tsx';
import './main.css';
import { startEvents } from './events.ts';
import { startRouter } from './router.ts';

startRouter();
startEvents();
render(<App />, document.body);
