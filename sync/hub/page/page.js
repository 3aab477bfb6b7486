"use strict";
const POLL_MS = 2000, CLOCK_TOLERANCE_S = 2;
const id = (name) => document.getElementById(name);
let language = localStorage.getItem("language") || "fr";
let known = null, knownStanding = null;

const word = (name) => WORDS[language][name];
const named = (localized, other) => localized[language] || localized.fr || localized.en || localized.ar || other;
const time = (moment) => new Intl.DateTimeFormat(language === "ar" ? "ar-MA" : language,
  { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(new Date(moment));

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) { const isolated = document.createElement("bdi"); isolated.textContent = text; made.append(isolated); }
  if (className) made.className = className;
  return made;
}

function speak(wanted) {
  language = wanted;
  localStorage.setItem("language", wanted);
  document.documentElement.lang = wanted;
  document.documentElement.dir = wanted === "ar" ? "rtl" : "ltr";
  document.querySelectorAll("[data-word]").forEach((one) => { one.textContent = word(one.dataset.word); });
  document.querySelectorAll("[data-language]").forEach((one) => one.setAttribute("aria-pressed", one.dataset.language === wanted));
  id("conflicts").replaceChildren();
  if (knownStanding) showStanding(knownStanding);
  if (known) show(known);
}

function tile(number, says, alert) {
  const made = element("div", undefined, alert ? "tile alert" : "tile");
  made.append(element("b", String(number)), element("span", says));
  return made;
}

function row(cells) {
  const made = element("tr");
  cells.forEach(([text, alert]) => made.append(element("td", String(text), alert ? "alert" : "")));
  return made;
}

function gateName(gate) {
  const found = known.counts.gates.find((one) => one.gate === gate);
  return found ? named(found.name, gate) : gate;
}

function entry(says, scan) {
  const parts = [time(scan.at), gateName(scan.gate), scan.operator, scan.station].filter(Boolean);
  return element("p", `${says}: ${parts.map((one) => `\u2068${one}\u2069`).join(" · ")}`);
}

function conflictCard(conflict) {
  const made = element("li");
  made.dataset.scan = conflict.scan.scan_id;
  const title = element("p");
  title.append(element("b", conflict.scan.ticket_code || conflict.scan.code));
  const form = element("form"), note = element("input"), close = element("button", word("close"));
  note.placeholder = word("note");
  note.setAttribute("aria-label", word("note"));
  form.append(note, close);
  form.addEventListener("submit", (event) => { event.preventDefault(); closeConflict(conflict, note.value); });
  const [earlier, later] = [conflict.winner, conflict.scan].sort((one, other) => new Date(one.at) - new Date(other.at));
  made.append(title, entry(word("first"), earlier), entry(word("second"), later), form);
  return made;
}

async function closeConflict(conflict, note) {
  if (!id("by").reportValidity()) return;
  await ask(`/api/v1/conflicts/${conflict.scan.scan_id}/close`, { by: id("by").value, note });
  await look();
}

function showConflicts(conflicts) {
  const open = conflicts.filter((one) => !one.closed_at), list = id("conflicts");
  const shown = new Set([...list.children].map((one) => one.dataset.scan));
  const wanted = new Set(open.map((one) => one.scan.scan_id));
  [...list.children].filter((one) => !wanted.has(one.dataset.scan)).forEach((one) => one.remove());
  open.filter((one) => !shown.has(one.scan.scan_id)).forEach((one) => list.append(conflictCard(one)));
  id("no-conflicts").hidden = open.length > 0;
  id("by-line").hidden = open.length === 0;
}

function showUpstream(upstream, parked) {
  id("upstream").hidden = !upstream;
  if (!upstream) return;
  const state = upstream.connected ? "linked" : upstream.problem === "unauthorized" ? "unpaired" : "unlinked";
  const parts = [`\u2068${upstream.server}\u2069`, word(state), upstream.last_success && `${word("heard")}: ${time(upstream.last_success)}`,
    upstream.loaded !== null && `${word("loading")}: ${upstream.loaded}${upstream.total ? ` / ${upstream.total}` : ""}`,
    `${word("queue")}: ${upstream.waiting}`];
  id("upstream-says").textContent = parts.filter(Boolean).join(" · ");
  id("upstream-says").className = upstream.connected ? "" : "alert";
  id("parked").replaceChildren(...parked.map(parkedCard));
}

function parkedCard(parked) {
  const made = element("li"), title = element("p"), again = element("button", word("retry"));
  title.append(element("b", parked.scan.ticket_code || parked.scan.code));
  again.type = "button";
  again.addEventListener("click", async () => { await ask(`/api/v1/upstream/parked/${parked.scan.scan_id}/retry`, {}); await look(); });
  made.append(title, entry(word("parkedTitle"), parked.scan), element("p", parked.detail, "quiet"), again);
  return made;
}

function stationRow(station) {
  const report = station.report || { waiting: 0, parked: 0, clock_offset_s: null, printer: "", printer_troubles: [] };
  const parked = report.parked ? ` · ${report.parked} ${word("parked")}` : "";
  const offset = report.clock_offset_s, wrong = offset !== null && Math.abs(offset) > CLOCK_TOLERANCE_S;
  const clock = offset === null ? "–" : wrong ? `\u2066${offset > 0 ? "−" : "+"}${Math.abs(offset)} s\u2069` : word("right");
  const troubles = report.printer_troubles.map((one) => TROUBLES[language][one] || one).join(", ");
  const printer = report.printer ? `${report.printer} · ${troubles || word("ready")}` : word("none");
  return row([[station.name], [station.last_seen ? time(station.last_seen) : word("never")],
    [report.waiting + parked, report.parked], [clock, wrong], [printer, troubles]]);
}

function show(all) {
  known = all;
  const { counts, conflicts, stations, parked } = all;
  document.title = named(counts.event, word("venue"));
  id("event").textContent = document.title;
  const areas = Object.entries(counts.inside).map(([area, number]) => {
    const gates = counts.gates.filter((one) => one.area === area);
    return tile(number, `${gates.length === 1 ? named(gates[0].name, area) : area} · ${word("inside")}`);
  });
  id("tiles").replaceChildren(...areas, tile(counts.people, word("people")),
    tile(counts.open_conflicts, word("open"), counts.open_conflicts > 0));
  id("importing").hidden = counts.importing.total === 0;
  id("importing").querySelector("progress").max = counts.importing.total || 1;
  id("importing").querySelector("progress").value = counts.importing.done;
  id("gates").replaceChildren(...counts.gates.map((one) =>
    row([[named(one.name, one.gate)], [one.entries], [one.exits], [one.refused]])));
  id("stations").replaceChildren(...stations.map(stationRow));
  showConflicts(conflicts);
  showUpstream(counts.upstream, parked);
}

function showStanding(standing) {
  knownStanding = standing;
  const inCharge = standing.role === "in-charge", isStandby = standing.role === "standby", follows = standing.follows;
  id("standing").hidden = inCharge;
  id("figures").hidden = !inCharge;
  id("standbys").hidden = standing.standbys.length === 0;
  id("standbys").textContent = `${word("standbys")}: ${standing.standbys.map((one) => `\u2068${one}\u2069`).join(", ")}`;
  if (inCharge) return;
  document.title = named(standing.event, word("venue"));
  id("event").textContent = document.title;
  id("standing-title").textContent = word(standing.role);
  id("standing-says").textContent = !isStandby ? word("retiredSays") : standing.whole ? word("standbySays") : word("copying");
  const heard = follows && follows.last_heard ? ` · ${word("heard")}: ${time(follows.last_heard)}` : "";
  id("standing-heard").textContent = follows ? `${word("follows")} \u2068${follows.hub}\u2069${heard}` : "";
  id("link").textContent = follows && !follows.following ? word("unheard") : "";
  id("link").hidden = !follows || follows.following;
  id("promote").hidden = !isStandby;
  id("promote").disabled = !standing.whole;
}

async function ask(path, body) {
  const how = body === undefined ? {} : { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  const answer = await fetch(path, how);
  if (answer.status === 401) { enter(false); throw new Error("no key"); }
  return answer;
}

function enter(inside) {
  id("login").hidden = inside;
  if (!inside) { id("figures").hidden = true; id("standing").hidden = true; }
}

async function look() {
  try {
    const read = async (name) => (await ask(`/api/v1/${name}`)).json();
    const standing = await read("standing");
    if (standing.role !== "in-charge") { enter(true); showStanding(standing); return; }
    const [counts, conflicts, stations] = await Promise.all([read("counts"), read("conflicts"), read("stations")]);
    enter(true);
    show({ counts, conflicts, stations, parked: counts.upstream && counts.upstream.parked ? await read("upstream/parked") : [] });
    id("link").hidden = true;
    showStanding(standing);
  } catch (error) {
    if (error.message === "no key") return;
    id("link").textContent = word("cut");
    id("link").hidden = false;
  }
}

id("login").querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await ask("/login", { code: id("code").value });
  id("refusal").textContent = answer.ok ? "" : word(answer.status === 429 ? "later" : "wrong");
  if (answer.ok) { id("code").value = ""; await look(); }
});
document.querySelectorAll("[data-language]").forEach((one) => one.addEventListener("click", () => speak(one.dataset.language)));
id("promote").addEventListener("click", () => id("sure").showModal());
id("sure").addEventListener("close", async () => {
  if (id("sure").returnValue !== "yes") return;
  id("sure").returnValue = "";
  await ask("/api/v1/standing/promote", {});
  await look();
});
id("by").required = true;
id("by").value = localStorage.getItem("by") || "";
id("by").addEventListener("change", () => localStorage.setItem("by", id("by").value));
speak(language);
look();
setInterval(() => { if (id("login").hidden) look(); }, POLL_MS);
