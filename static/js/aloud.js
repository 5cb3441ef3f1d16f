// "Voorlezen": the voice of the phone itself reads what is asked; nothing leaves the phone.
const PARTS = "h1, .ask-text, .lead, legend, .choice-words, .gift-name, .promise, .until";

const language = document.documentElement.lang;
const hasVoice = () =>
  speechSynthesis.getVoices().some((voice) => voice.lang.toLowerCase().startsWith(language));

const reveal = () => {
  for (const button of document.querySelectorAll("[data-aloud]")) button.hidden = !hasVoice();
};

const stop = (button) => {
  speechSynthesis.cancel();
  button.setAttribute("aria-pressed", "false");
};

const read = (button) => {
  button.setAttribute("aria-pressed", "true");
  const parts = [...document.getElementById("main").querySelectorAll(PARTS)];
  parts.forEach((part, i) => {
    const speech = new SpeechSynthesisUtterance(part.textContent);
    speech.lang = language;
    if (i === parts.length - 1) speech.onend = () => stop(button);
    speechSynthesis.speak(speech);
  });
};

if ("speechSynthesis" in window) {
  reveal();
  if (speechSynthesis.addEventListener) speechSynthesis.addEventListener("voiceschanged", reveal);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-aloud]");
    if (!button) return;
    if (button.getAttribute("aria-pressed") === "true") stop(button);
    else read(button);
  });
}
