/** The window of a start that failed: the sentence, and a way out. It asks the app for nothing, since there is no archive. */
import './css/fonts.css';
import './css/tokens.css';
import './css/base.css';
import './css/failure.css';
import * as m from '../core/messages/messages.js';

document.documentElement.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

const title = document.createElement('h1');
title.textContent = m.start_failed_title();
const sentence = document.createElement('p');
sentence.textContent = new URLSearchParams(location.search).get('message');
sentence.dir = 'auto';
const quit = document.createElement('button');
quit.className = 'button primary';
quit.textContent = m.start_quit();
quit.addEventListener('click', () => window.close());

const room = document.createElement('main');
room.setAttribute('role', 'alert');
room.append(title, sentence, quit);
document.body.append(room);
quit.focus();
