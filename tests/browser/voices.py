"""A stand-in for the voices of a phone, which keeps what it was asked to say.

It behaves as browsers do: its voices come late, a sentence needs a voice of its language and a
press on the page first, it ends after a while, and what is broken off says so afterwards.
"""

VOICES = {
    "nl": {"name": "Xander", "lang": "nl-NL", "localService": True},
    "en": {"name": "Kate", "lang": "en-GB", "localService": True},
    "tr": {"name": "Yelda", "lang": "tr_TR", "localService": True},
    "ar": {"name": "Maged", "lang": "ar-SA", "localService": True},
    "far": {"name": "Elsewhere", "lang": "nl-NL", "localService": False},
}

STAND_IN = """(given) => {
  const later = (does, after = 5) => setTimeout(does, after);
  class Speech extends EventTarget {
    constructor(text = "") {
      super();
      const unheard = { onstart: null, onend: null, onerror: null };
      Object.assign(this, { text, lang: "", voice: null, rate: 1, ...unheard });
    }
    say(name, more = {}) {
      const event = Object.assign(new Event(name), more);
      this.dispatchEvent(event);
      if (this[`on${name}`]) this[`on${name}`](event);
    }
  }
  class Synthesis extends EventTarget {
    voices = [];
    queue = [];
    current = null;
    getVoices() { return [...this.voices]; }
    get speaking() { return this.current !== null; }
    get pending() { return this.queue.length > 0; }
    speak(speech) {
      if (!(speech instanceof Speech)) throw new TypeError("not an utterance");
      this.queue.push(speech);
      later(() => this.go());
    }
    go() {
      if (this.current || !this.queue.length) return;
      const speech = (this.current = this.queue.shift());
      const short = (code) => code.slice(0, 2).toLowerCase();
      const fits = (voice) => voice && short(voice.lang) === short(speech.lang);
      const voice = speech.voice || this.voices.find(fits);
      if (!navigator.userActivation.hasBeenActive) return this.fail(speech, "not-allowed");
      if (!fits(voice)) return this.fail(speech, "language-unavailable");
      window.heard.push([short(voice.lang), speech.text]);
      speech.say("start");
      if (window.lasts) later(() => this.end(speech), window.lasts);
    }
    end(speech) {
      if (this.current !== speech) return;
      this.current = null;
      speech.say("end");
      this.go();
    }
    fail(speech, error) {
      if (this.current === speech) this.current = null;
      speech.say("error", { error });
      later(() => this.go());
    }
    cancel() {
      const broken = this.current;
      const waiting = this.queue.splice(0);
      this.current = null;
      later(() => {
        if (broken) broken.say("error", { error: "interrupted" });
        for (const speech of waiting) speech.say("error", { error: "canceled" });
      }, 30);
    }
  }
  window.heard = [];
  window.lasts = 5;
  const synthesis = new Synthesis();
  Object.defineProperty(window, "speechSynthesis", { value: synthesis, configurable: true });
  window.SpeechSynthesisUtterance = Speech;
  later(() => {
    synthesis.voices = given;
    synthesis.dispatchEvent(new Event("voiceschanged"));
  }, 60);
}"""
"""A sentence lasts `window.lasts` milliseconds; with 0 it goes on until it is broken off."""

NONE = """() => {
  delete window.speechSynthesis;
  delete Window.prototype.speechSynthesis;
  delete window.SpeechSynthesisUtterance;
}"""
