import './language';
import './css/fonts.css';
import './css/tokens.css';
import './css/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { installHighlightStyles } from './reading/highlight-styles';

installHighlightStyles();
const target = document.getElementById('app');
if (target) mount(App, { target });
