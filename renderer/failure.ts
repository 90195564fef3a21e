/** The window of a start that failed: the sentence, a way out, and what mends a damaged archive. */
import './language';
import './css/fonts.css';
import './css/tokens.css';
import './css/base.css';
import './css/failure.css';
import { mount } from 'svelte';
import Failure from './views/Failure.svelte';

document.documentElement.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
const given = new URLSearchParams(location.search);
mount(Failure, { target: document.body, props: { code: given.get('code') ?? '', message: given.get('message') ?? '' } });
