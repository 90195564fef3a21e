/** A voice of the system. */
export interface Voice {
  id: string;
  name: string;
  /** BCP 47. */
  language: string;
}

/** What reads aloud. */
export interface Speaker {
  /** The system may need a moment to name them. */
  voices(): Promise<readonly Voice[]>;
  /** Says something; `done` is called at its end, and not when it was stopped. */
  say(words: string, how: { voice: Voice; rate: number }, done: () => void): void;
  stop(): void;
}

/** How long the system may take to name its voices, in milliseconds. */
const PATIENCE = 1_000;

const languageOf = ({ lang }: SpeechSynthesisVoice) => lang.replace('_', '-');

function namedVoices(): SpeechSynthesisVoice[] {
  return speechSynthesis.getVoices().filter(({ localService }) => localService);
}

/** Held until it was said: otherwise the engine may forget it, and never tell of its end. */
let spoken: SpeechSynthesisUtterance | null = null;

/** The system's own voices. Those that would send the words to a server are left out. */
export const systemSpeaker: Speaker = {
  async voices() {
    if (namedVoices().length === 0) {
      await new Promise<void>((resolve) => {
        speechSynthesis.addEventListener('voiceschanged', () => resolve(), { once: true });
        setTimeout(resolve, PATIENCE);
      });
    }
    return namedVoices().map((voice) => ({ id: voice.voiceURI, name: voice.name, language: languageOf(voice) }));
  },
  say(words, { voice, rate }, done) {
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.voice = namedVoices().find(({ voiceURI }) => voiceURI === voice.id) ?? null;
    utterance.lang = voice.language;
    utterance.rate = rate;
    utterance.onend = done;
    spoken = utterance;
    speechSynthesis.speak(utterance);
  },
  stop() {
    if (spoken) spoken.onend = null;
    spoken = null;
    speechSynthesis.cancel();
  },
};

/** The voices that speak a language, those of the same country first; all of them when the language is not known. */
export function voicesFor(voices: readonly Voice[], language: string): readonly Voice[] {
  const primary = (tag: string) => tag.toLowerCase().split('-')[0];
  if (language === '') return voices;
  const own = voices.filter((voice) => primary(voice.language) === primary(language));
  const isExact = (voice: Voice) => voice.language.toLowerCase() === language.toLowerCase();
  return own.toSorted((a, b) => Number(isExact(b)) - Number(isExact(a)));
}
