import type { Match } from '../../core/marking';
import { sentenceAt, sentenceBefore } from '../reading/sentences';
import { systemSpeaker, voicesFor, type Speaker, type Voice } from '../reading/speaker';

/** Slower and faster than the voice speaks by itself. */
export const RATES = [0.7, 0.85, 1, 1.2, 1.5, 1.8, 2.2] as const;

interface Spoken {
  text: string;
  language: string;
}

/** Reading the open story aloud, sentence by sentence. */
export class Aloud {
  readonly #speaker: Speaker;
  #story: Spoken = { text: '', language: '' };
  #status = $state.raw<'off' | 'speaking' | 'paused'>('off');
  #sentence = $state.raw<Match | null>(null);
  #voices = $state.raw<readonly Voice[]>([]);
  #voice = $state.raw<Voice | null>(null);
  #rate = $state.raw(1);
  /** Tells a sentence that was stopped from the one that is spoken now. */
  #turn = 0;

  constructor(speaker: Speaker = systemSpeaker) {
    this.#speaker = speaker;
  }

  get status(): 'off' | 'speaking' | 'paused' {
    return this.#status;
  }
  /** The sentence that is spoken, or where it goes on; `null` when nothing is read. */
  get sentence(): Match | null {
    return this.#sentence;
  }
  /** Those that speak the story's language. */
  get voices(): readonly Voice[] {
    return this.#voices;
  }
  get voice(): Voice | null {
    return this.#voice;
  }
  get rate(): number {
    return this.#rate;
  }

  /** Reads a story from an offset on. @returns false when the system has no voice for it */
  async start(story: Spoken, from: number): Promise<boolean> {
    this.stop();
    const turn = this.#turn;
    const voices = voicesFor(await this.#speaker.voices(), story.language);
    const [first] = voices;
    if (turn !== this.#turn) return true;
    if (!first) return false;
    this.#story = story;
    this.#voices = voices;
    this.#voice = voices.find(({ id }) => id === this.#voice?.id) ?? first;
    this.#say(sentenceAt(story.text, story.language, from));
    return true;
  }

  stop(): void {
    this.#silence();
    this.#status = 'off';
    this.#sentence = null;
  }

  /** Pauses, or goes on with the sentence it paused in. */
  toggle(): void {
    if (this.#status === 'speaking') {
      this.#silence();
      this.#status = 'paused';
    } else this.#say(this.#sentence);
  }

  /** Goes to the next or the previous sentence. */
  step(by: 1 | -1): void {
    const { text, language } = this.#story;
    if (!this.#sentence) return;
    const { start, end } = this.#sentence;
    const next = by > 0 ? sentenceAt(text, language, end) : (sentenceBefore(text, language, start) ?? this.#sentence);
    if (this.#status === 'speaking') this.#say(next);
    else if (next) this.#sentence = next;
  }

  choose(voice: Voice): void {
    this.#voice = voice;
    this.#again();
  }

  setRate(rate: number): void {
    this.#rate = rate;
    this.#again();
  }

  /** A change applies at once: the sentence is begun anew. */
  #again(): void {
    if (this.#status === 'speaking') this.#say(this.#sentence);
  }

  #say(sentence: Match | null): void {
    this.#silence();
    if (!sentence || !this.#voice) {
      this.stop();
      return;
    }
    const turn = this.#turn;
    this.#status = 'speaking';
    this.#sentence = sentence;
    const words = this.#story.text.slice(sentence.start, sentence.end);
    this.#speaker.say(words, { voice: this.#voice, rate: this.#rate }, () => {
      if (turn === this.#turn) this.step(1);
    });
  }

  #silence(): void {
    this.#turn += 1;
    this.#speaker.stop();
  }
}
