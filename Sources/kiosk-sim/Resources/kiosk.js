"use strict";

// The page of the kiosk simulator. It shows what `GET /events` tells and puts hands on the kiosk with `POST`.

const by = id => document.getElementById(id);
const glass = by("glass"), canvas = by("frame"), kiosk = by("kiosk"), stage = by("stage");

const words = {
  devices: {
    power: "Power", printer: "Printer", display: "Screen", touch: "Touch", buttons: "Keys", network: "Network", clock: "Clock",
  },
  order: ["power", "printer", "display", "touch", "buttons", "network", "clock"],
  usual: new Set([
    "power cut", "printer paper-out", "printer paper-near-end", "printer cover-open", "printer mute", "printer unplugged",
    "display unplugged", "touch unplugged", "network down", "clock wrong",
  ]),
  faults: {
    "power cut": "Cut the power", "printer mute": "Mute", "printer rubbish": "Answers rubbish",
    "printer paper-near-end": "Paper nearly out", "printer jam-after-rows": "Jams after 5 mm",
    "printer slow": "Slow cable", "touch stuck": "Finger stays", "touch ghosts": "Ghost touches",
    "touch drops-events": "Loses events", "buttons stuck": "Keys stick", "buttons chatter": "Contacts chatter",
    "network down": "No network", "clock wrong": "20 years behind", "clock untrusted": "Not trusted",
  },
  ways: { loudspeaker: "loudspeaker", headset: "headset only", dropped: "private, no headset: nobody heard it" },
};

const faultWord = (device, fault) =>
  words.faults[`${device} ${fault}`] ?? fault.replaceAll("-", " ").replace(/^./, c => c.toUpperCase());

let board = null;
let page = { page: "", language: "" };

// Requests go one after the other, so that a finger never lifts before it touched.

let line = Promise.resolve();

function post(path, body) {
  const sent = line.then(() => fetch(path, { method: "POST", body: JSON.stringify(body) }));
  line = sent.then(() => {}, () => {});
  return sent.then(async answer => {
    if (!answer.ok) console.warn(path, await answer.json());
    return answer.ok;
  }, () => false);
}

// The glass.

let wanted = 0, drawn = 0, isFetching = false;

async function draw() {
  if (isFetching) return;
  isFetching = true;
  try {
    while (drawn < wanted) {
      const number = wanted;
      const answer = await fetch("/frame.png");
      const picture = await createImageBitmap(await answer.blob());
      if (canvas.width !== picture.width || canvas.height !== picture.height) {
        canvas.width = picture.width;
        canvas.height = picture.height;
      }
      canvas.getContext("2d").drawImage(picture, 0, 0);
      drawn = number;
    }
  } catch {
    // The connection is gone; the next message of the event stream asks again.
  } finally {
    isFetching = false;
  }
}

function frameCame(number) {
  wanted = Math.max(wanted, number);
  draw();
}

async function sceneCame() {
  const answer = await fetch("/scene.json").catch(() => null);
  const scene = answer?.ok ? await answer.json() : null;
  page = scene ?? { page: "", language: "", controls: [] };
  tellState();
  const spots = by("spots");
  const focused = spots.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  spots.replaceChildren(...page.controls.map(spot));
  if (focused) [...spots.children].find(b => b.dataset.id === focused)?.focus({ preventScroll: true });
}

// A button over each control, for those who use this page with a keyboard or listen to it.
function spot(control) {
  const button = document.createElement("button");
  button.dataset.id = control.id;
  button.setAttribute("aria-label", control.spoken || control.text || control.id);
  button.lang = page.language;
  const { x, y, width, height } = control.rect_mm;
  const share = (length, whole) => `${(100 * length) / whole}%`;
  button.style.left = share(x, page.glass.width_mm);
  button.style.top = share(y, page.glass.height_mm);
  button.style.width = share(width, page.glass.width_mm);
  button.style.height = share(height, page.glass.height_mm);
  const name = document.createElement("span");
  name.textContent = control.id;
  button.append(name);
  button.addEventListener("click", () => post("/touch", { control: control.id }));
  return button;
}

let finger = null;
let isMoving = false;

function place(event) {
  const box = glass.getBoundingClientRect();
  const clamp = (value, most) => Math.min(Math.max(value, 0), most);
  const hundredths = value => Math.round(value * 100) / 100;
  const x = clamp((event.clientX - box.left) / box.width, 1), y = clamp((event.clientY - box.top) / box.height, 1);
  by("finger").style.left = `${x * 100}%`;
  by("finger").style.top = `${y * 100}%`;
  return { x: hundredths(x * board.panel.width_mm), y: hundredths(y * board.panel.height_mm) };
}

glass.addEventListener("pointerdown", event => {
  if (!board || finger !== null || event.button !== 0) return;
  finger = event.pointerId;
  glass.setPointerCapture(finger);
  by("finger").classList.add("on");
  post("/touch", { ...place(event), phase: "down" });
});

glass.addEventListener("pointermove", event => {
  if (event.pointerId !== finger) return;
  const point = place(event);
  if (isMoving) return;
  isMoving = true;
  post("/touch", { ...point, phase: "move" }).finally(() => { isMoving = false; });
});

function lift(event) {
  if (event.pointerId !== finger) return;
  finger = null;
  by("finger").classList.remove("on");
  post("/touch", { phase: "up" });
}

glass.addEventListener("pointerup", lift);
glass.addEventListener("pointercancel", lift);

// Keys: held as long as a finger holds them; one whole press from the keyboard.

for (const button of document.querySelectorAll("[data-button]")) {
  const name = button.dataset.button;
  const release = () => {
    if (!button.classList.contains("held")) return;
    button.classList.remove("held");
    post("/press", { button: name, phase: "up" });
  };
  button.addEventListener("pointerdown", event => {
    if (event.button !== 0) return;
    button.setPointerCapture(event.pointerId);
    button.classList.add("held");
    post("/press", { button: name, phase: "down" });
  });
  button.addEventListener("pointerup", release);
  button.addEventListener("pointercancel", release);
  button.addEventListener("click", event => {
    if (event.detail === 0) post("/press", { button: name });
  });
}

by("jack").addEventListener("click", () => post("/headset", { plugged: by("jack").getAttribute("aria-checked") !== "true" }));

function headsetCame(isPlugged) {
  by("jack").setAttribute("aria-checked", String(isPlugged));
}

function lampCame(lamp, pattern) {
  const light = by(`lamp-${lamp}`);
  if (light) light.dataset.pattern = pattern;
}

// Paper.

function slipCame(slip, isFresh) {
  board.slip = slip;
  by("read").hidden = false;
  const paper = document.createElement("button");
  paper.className = "paper";
  paper.classList.toggle("still", !isFresh);
  paper.classList.toggle("narrow", slip.width_dots < 480);
  paper.classList.toggle("void", !slip.delivered);
  paper.setAttribute("aria-label", `Slip ${slip.number}: read it`);
  paper.style.setProperty("--feed", `${Math.min(Math.max(slip.height_dots / 800, 0.4), 2.5)}s`);
  const picture = document.createElement("img");
  picture.alt = "";
  picture.width = slip.width_dots;
  picture.height = slip.height_dots;
  picture.src = `/slips/${slip.number}.png`;
  paper.append(picture);
  paper.addEventListener("click", read);
  by("hang").replaceChildren(paper);
}

function read() {
  const slip = board.slip;
  by("slip").src = `/slips/${slip.number}.png`;
  by("slip-png").href = `/slips/${slip.number}.png`;
  by("slip-bin").href = `/slips/${slip.number}.bin`;
  by("slip-word").textContent = slip.delivered ? `Slip ${slip.number}` : `Slip ${slip.number}: it did not come out whole`;
  by("tear").hidden = by("hang").childElementCount === 0;
  by("reading").showModal();
}

by("read").addEventListener("click", read);
by("close").addEventListener("click", () => by("reading").close());
by("tear").addEventListener("click", () => { by("hang").replaceChildren(); by("reading").close(); });
by("reading").addEventListener("click", event => { if (event.target === by("reading")) by("reading").close(); });

// The technician's panel.

function captionCame(caption) {
  const list = by("captions");
  list.querySelector(".none")?.remove();
  const item = document.createElement("li");
  item.className = caption.way;
  const text = document.createElement("p");
  text.textContent = caption.text;
  text.lang = caption.language;
  text.dir = "auto";
  const way = document.createElement("span");
  way.className = "way";
  way.textContent = `${caption.language} · ${words.ways[caption.way] ?? caption.way}`;
  item.append(text, way);
  append(item);
}

function silenceCame() {
  if (by("captions").lastElementChild?.classList.contains("hush") ?? true) return;
  const item = document.createElement("li");
  item.className = "hush";
  item.textContent = "silence";
  append(item);
}

function append(item) {
  const list = by("captions");
  list.append(item);
  while (list.childElementCount > 60) list.firstElementChild.remove();
  list.scrollTop = list.scrollHeight;
}

function captionsCame(captions) {
  const none = document.createElement("li");
  none.className = "none";
  none.textContent = "Nothing yet. The voice speaks when a visitor asks it to, or listens with a headset.";
  by("captions").replaceChildren(none);
  captions.forEach(captionCame);
}

function faultsCame() {
  const focused = document.activeElement?.dataset?.fault;
  const isOpen = document.querySelector(".rare")?.open ?? false;
  const rare = document.createElement("details");
  rare.className = "rare";
  rare.open = isOpen || board.devices.some(d => d.faults.some(f => f.on && !words.usual.has(`${d.device} ${f.fault}`)));
  const title = document.createElement("summary");
  title.textContent = "Rarer faults";
  const list = document.createElement("div");
  list.append(...switches(key => !words.usual.has(key)));
  rare.append(title, list);
  by("faults").replaceChildren(...switches(key => words.usual.has(key)), rare);
  if (focused) document.querySelector(`[data-fault="${focused}"]`)?.focus({ preventScroll: true });
  by("mend").hidden = !board.devices.some(d => d.faults.some(f => f.on));
}

// A row of switches for each device that has any of these faults.
function switches(isShown) {
  const devices = [...board.devices].sort((a, b) => words.order.indexOf(a.device) - words.order.indexOf(b.device));
  return devices.flatMap(({ device, faults }) => {
    const shown = faults.filter(({ fault }) => isShown(`${device} ${fault}`));
    if (shown.length === 0) return [];
    const group = document.createElement("fieldset");
    const legend = document.createElement("legend");
    const name = document.createElement("span");
    name.textContent = words.devices[device] ?? device;
    legend.append(name);
    const chips = document.createElement("div");
    chips.className = "chips";
    chips.append(...shown.map(({ fault, on }) => faultSwitch(device, fault, on)));
    group.append(legend, chips);
    return [group];
  });
}

function faultSwitch(device, fault, on) {
  const chip = document.createElement("button");
  chip.className = "chip";
  chip.dataset.fault = `${device}/${fault}`;
  chip.setAttribute("aria-pressed", String(on));
  chip.textContent = faultWord(device, fault);
  chip.addEventListener("click", () => post("/fault", { device, fault, on: !on }));
  return chip;
}

by("mend").addEventListener("click", () => {
  for (const { device, faults } of board.devices) {
    for (const { fault, on } of faults) if (on) post("/fault", { device, fault, on: false });
  }
});

function faultCame({ device, fault, on }) {
  const found = board.devices.find(d => d.device === device)?.faults.find(f => f.fault === fault);
  if (found) found.on = on;
  faultsCame();
  tellState();
}

for (const chip of document.querySelectorAll("[data-advance]")) {
  chip.addEventListener("click", () => post("/clock", { advance_s: Number(chip.dataset.advance) }));
}

by("outlines").addEventListener("click", event => {
  const isOn = kiosk.classList.toggle("outlined");
  event.currentTarget.setAttribute("aria-pressed", String(isOn));
});

function tellState(gone) {
  const state = by("state");
  state.classList.toggle("gone", Boolean(gone) || board?.powered === false);
  if (gone) {
    state.textContent = "The simulator does not answer; waiting for it.";
  } else if (!board.powered) {
    state.textContent = "No power.";
  } else {
    const isReady = board.printer.can_print && !board.printer.printing;
    const printer = board.printer.printing ? "printing" : isReady ? "" : `printer: ${board.printer.status.join(", ")}`;
    const strong = document.createElement("b");
    strong.textContent = page.page || "starting";
    const rest = [page.language, page.parts > 1 ? `part ${page.part} of ${page.parts}` : "", printer].filter(Boolean);
    state.replaceChildren("Page ", strong, ...rest.map(text => ` · ${text}`));
  }
}

// All of it at its true proportions, as large as there is room.

function fit() {
  if (!board) return;
  const { width_mm: gw, height_mm: gh } = board.panel;
  const w = 14 + gw + 12 + 92 + 12, h = Math.max(gh + 28, 150);
  const room = stage.getBoundingClientRect();
  const u = Math.min((room.width - 40) / w, (room.height - 24) / (h + 9 + 42));
  const top = Math.max((room.height - (h + 9 + 42) * u) / 2, 8);
  const drop = room.height - top - (9 + h - 20.5) * u;
  const set = (name, value) => document.documentElement.style.setProperty(name, value);
  set("--u", `${u}px`);
  set("--w", w);
  set("--h", h);
  set("--gw", gw);
  set("--gh", gh);
  set("--drop", `${Math.max(drop, 40)}px`);
  kiosk.style.top = `${top}px`;
}

new ResizeObserver(fit).observe(stage);

// What the kiosk tells.

const events = new EventSource("/events");
const on = (name, act) => events.addEventListener(name, event => act(JSON.parse(event.data)));

on("board", whole => {
  const isFirst = board === null;
  const slipBefore = board?.slip?.number;
  board = whole;
  document.title = `Kiosk simulator, ${board.panel.name}`;
  glass.setAttribute("aria-label", `The glass, ${board.panel.name}`);
  fit();
  Object.entries(board.lamps).forEach(([lamp, pattern]) => lampCame(lamp, pattern));
  headsetCame(board.headset);
  if (isFirst) captionsCame(board.captions);
  faultsCame();
  if (board.slip && board.slip.number !== slipBefore) slipCame(board.slip, false);
  wanted = 0;
  drawn = -1;
  frameCame(board.frame);
  sceneCame();
});
on("frame", ({ number }) => frameCame(number));
on("scene", sceneCame);
on("lamp", ({ lamp, pattern }) => lampCame(lamp, pattern));
on("caption", captionCame);
on("silence", silenceCame);
on("slip", slip => slipCame(slip, true));
on("headset", ({ plugged }) => headsetCame(plugged));
on("fault", faultCame);
on("printer", ({ status, can_print, printing }) => {
  board.printer = { ...board.printer, status, can_print, printing };
  tellState();
});
events.addEventListener("error", () => tellState(true));
events.addEventListener("open", () => board && tellState());
