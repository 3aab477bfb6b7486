"use strict";
// Words, times and the few elements that all parts of the page are made of.

const id = (name) => document.getElementById(name);
let language = WORDS[localStorage.getItem("language")] ? localStorage.getItem("language") : "fr";
let hubClockAhead = 0; // ms; the times shown are the hub's, whatever the clock of this machine says

const word = (name) => WORDS[language][name];
const named = (localized, other) => localized[language] || localized.fr || localized.en || localized.ar || other;
const locale = () => ({ ar: "ar-MA", fr: "fr", en: "en-GB" })[language];
const hubNow = () => Date.now() + hubClockAhead;
const number = (value) => new Intl.NumberFormat(locale()).format(value);
const isolated = (text) => `\u2068${text}\u2069`;
const joined = (parts) => parts.filter(Boolean).map(isolated).join(" · ");

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
const clock = (moment) => new Intl.DateTimeFormat(locale(), CLOCK).format(new Date(moment));

/** Which day, when it is not today; empty else. */
function otherDay(moment) {
  const when = new Date(moment);
  if (when.toDateString() === new Date(hubNow()).toDateString()) return "";
  return new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short" }).format(when);
}

const time = (moment) => [otherDay(moment), clock(moment)].filter(Boolean).join(" ");

const ANSWER_WITHIN_MS = 5000; // a browser alone waits for minutes, and the figures would be called live

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

/** Seconds in the largest unit that they fill, as a number of it and its name. */
function measured(seconds) {
  const [unit, length] = UNITS.find(([, length]) => Math.abs(seconds) >= length) || UNITS[3];
  return [Math.trunc(seconds / length), unit];
}

function ago(moment) {
  const [value, unit] = measured(Math.max(0, (hubNow() - new Date(moment)) / 1000));
  return new Intl.RelativeTimeFormat(locale(), { style: "short" }).format(-value, unit);
}

function lasting(seconds) {
  const [value, unit] = measured(seconds);
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "long" }).format(value);
}

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.append(isolate(text));
  if (className) made.className = className;
  return made;
}

function isolate(text) {
  const made = document.createElement("bdi");
  made.textContent = text;
  return made;
}

/** Says something new in an element, and leaves it alone otherwise: what has the focus or is selected stays so. */
function say(made, text, className = "") {
  if (made.textContent !== text) made.textContent = text;
  if (made.className !== className) made.className = className;
}

/** One child of `parent` for each thing, by its key; children that are there already are filled again, not made. */
function keep(parent, things, keyOf, make, fill = () => {}) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  things.forEach((thing, place) => {
    const key = keyOf(thing);
    const child = known.get(key) || make(thing);
    known.delete(key);
    child.dataset.key = key;
    fill(child, thing);
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] || null);
  });
  known.forEach((child) => child.remove());
}

async function ask(path, body) {
  const how = body === undefined ? {} : { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  const answer = await fetch(path, { ...how, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  const told = Date.parse(answer.headers.get("date"));
  if (told) hubClockAhead = Math.abs(told - Date.now()) > 2000 ? told - Date.now() : 0;
  if (answer.status === 401) { enter(false); throw new Error("no key"); }
  return answer;
}

/** Asks a person before something that can't be taken back, in the words with this prefix. */
function sure(prefix, name, yes) {
  const dialog = id("sure");
  id("sure-title").textContent = word(`${prefix}Title`).replace("{}", () => isolated(name)); // as it is, "$&" too
  id("sure-says").textContent = word(`${prefix}Says`);
  id("sure-no").textContent = word(`${prefix}No`);
  id("sure-yes").textContent = word(`${prefix}Yes`);
  dialog.returnValue = "no";
  dialog.onclose = async () => {
    if (dialog.returnValue !== "yes") return;
    await yes();
    await look();
  };
  dialog.showModal();
}
