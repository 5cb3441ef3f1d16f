// "Voorlezen": a voice of the phone itself reads what is asked; nothing leaves the phone.
const PARTS =
  "h1, .ask-text, .lead, .asked-again, legend, .fieldset > p, .purse-words, .grade-name, .order-name, " +
  ".choice-words, .gift-name, .gift-cost, .promise, .until, .done-title, .fact-name, .fact-words";
const SILENT = "summary, button, svg, .fact-words form";
const A_SENTENCE = /.+?(?:[.!?؟](?=\s)|$)/g;

const family = (code) => code.toLowerCase().split(/[-_]/)[0];

// A voice that is not on the phone would send what stands here to somebody else.
const voiceFor = (language) =>
  speechSynthesis
    .getVoices()
    .find((voice) => voice.localService && family(voice.lang) === family(language));

const buttons = () => document.querySelectorAll("[data-aloud]");

const reveal = () => {
  const isSilent = !voiceFor(document.documentElement.lang);
  for (const button of buttons()) button.hidden = isSilent;
};

const isShown = (element) => element.getClientRects().length > 0 && !element.closest(SILENT);

const languageOf = (element) => element.closest("[lang]").lang;

// The words of one part, apart where another language or another line begins.
const pieces = (part) => {
  const found = [];
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  let line = part;
  while (walker.nextNode()) {
    const { parentElement: element, data } = walker.currentNode;
    if (!isShown(element)) continue;
    const language = languageOf(element);
    const own = element.closest("p, li, dd, .choice-more, .option-cost") || part;
    const last = found[found.length - 1];
    if (last && last.language === language && own === line) last.words += data;
    else found.push({ part, language, words: data });
    line = own;
  }
  return found;
};

const sentences = () => {
  const said = new Set();
  return [...document.querySelectorAll(`#main :is(${PARTS})`)]
    .filter((part) => isShown(part))
    .flatMap(pieces)
    .map((piece) => ({ ...piece, words: piece.words.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim() }))
    .filter(({ words, language }) => {
      if (!words || said.has(words) || !voiceFor(language)) return false;
      return said.add(words);
    })
    .flatMap((piece) => piece.words.match(A_SENTENCE).map((words) => ({ ...piece, words: words.trim() })));
};

// What is being read, and what comes after; each reading is another one.
let reading = null;

const show = () => {
  for (const button of buttons()) {
    const { start, stop } = button.dataset;
    button.querySelector("[data-aloud-words]").textContent = reading ? stop : start;
  }
};

const stop = () => {
  reading = null;
  speechSynthesis.cancel();
  show();
};

const next = (mine) => {
  // What was broken off still says that it ended, when another reading may have begun.
  if (reading !== mine) return;
  const sentence = mine.queue.shift();
  if (!sentence) return stop();
  if (!sentence.part.isConnected) return next(mine);
  const speech = new SpeechSynthesisUtterance(sentence.words);
  speech.voice = voiceFor(sentence.language);
  speech.lang = speech.voice.lang;
  speech.onend = speech.onerror = () => next(mine);
  // A browser forgets to say that a sentence ended when nothing holds it.
  mine.speech = speech;
  speechSynthesis.speak(speech);
};

const read = () => {
  reading = { queue: sentences() };
  show();
  next(reading);
};

if ("speechSynthesis" in window) {
  reveal();
  if (speechSynthesis.addEventListener) speechSynthesis.addEventListener("voiceschanged", reveal);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-aloud]")) return;
    if (reading) stop();
    else read();
  });
  window.addEventListener("pagehide", () => reading && stop());
}
