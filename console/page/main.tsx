import { render } from 'preact';
import './main.css';

render(<h1>Hookswitch</h1>, document.body);
