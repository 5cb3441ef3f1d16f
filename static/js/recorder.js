// Recording a voice within the page; the recording goes along in the form as a file.
const LIKED = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

const begin = async (place) => {
  const part = (name) => place.querySelector(`[data-recorder-${name}]`);
  const said = part("said");
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    said.textContent = said.dataset.refused;
    return;
  }
  const mimeType = LIKED.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : undefined);
  const pieces = [];
  const started = Date.now();
  const longest = Number(place.dataset.seconds);
  const tick = setInterval(() => {
    const seconds = Math.floor((Date.now() - started) / 1000);
    part("time").textContent = `${seconds} / ${longest}`;
    if (seconds >= longest && recorder.state === "recording") recorder.stop();
  }, 250);
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  recorder.addEventListener("stop", () => {
    clearInterval(tick);
    stream.getTracks().forEach((track) => track.stop());
    keep(place, new Blob(pieces, { type: recorder.mimeType }));
    part("words").textContent = part("button").dataset.start;
    said.textContent = said.dataset.done;
    place.recorder = null;
  });
  place.recorder = recorder;
  recorder.start();
  part("words").textContent = part("button").dataset.stop;
  said.textContent = said.dataset.running;
};

const keep = (place, blob) => {
  const name = blob.type.includes("mp4") ? "opname.m4a" : "opname.webm";
  const carrier = new DataTransfer();
  carrier.items.add(new File([blob], name, { type: blob.type }));
  place.querySelector("input[type=file]").files = carrier.files;
  const player = place.querySelector("[data-recorder-player]");
  player.src = URL.createObjectURL(blob);
  player.hidden = false;
};

const reveal = () => {
  if (!("MediaRecorder" in window) || !navigator.mediaDevices) return;
  for (const live of document.querySelectorAll("[data-recorder-live]")) live.hidden = false;
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-recorder-button]");
  if (!button) return;
  const place = button.closest("[data-recorder]");
  if (place.recorder) place.recorder.stop();
  else begin(place);
});

document.addEventListener("htmx:after:swap", reveal);
reveal();
