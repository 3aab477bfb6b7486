"use strict";
// What waits for a person: double entries, and scans that the organiser's server refused.

const CASES_SHOWN = 6;
let areAllCasesShown = false;

function passage(says, scan) {
  const made = element("li");
  made.append(element("span", joined([says, otherDay(scan.at)]), "quiet"), element("b", clock(scan.at)));
  made.append(element("span", joined([gateName(scan.gate), scan.station, scan.operator])));
  return made;
}

function whom(one) {
  const made = element("div"), title = element("h3");
  const ticket = one.scan.ticket_code || one.scan.code;
  title.append(isolate(one.name || ticket));
  made.append(title);
  if (one.name_ar) made.append(element("p", one.name_ar, "other-script"));
  made.append(element("span", joined([one.company, one.name && ticket]), "quiet"));
  return made;
}

function conflictCard(conflict) {
  const made = element("li", undefined, "case"), passages = element("ol", undefined, "passages");
  const form = element("form"), note = element("input"), close = element("button", word("close"), "next");
  const [earlier, later] = [conflict.winner, conflict.scan].sort((one, other) => new Date(one.at) - new Date(other.at));
  const apart = lasting((new Date(later.at) - new Date(earlier.at)) / 1000);
  passages.append(passage(word("first"), earlier), passage(`${word("second")} (+\u2068${apart}\u2069)`, later));
  note.placeholder = word("note");
  note.maxLength = 300;
  note.setAttribute("aria-label", word("note"));
  close.setAttribute("aria-label", `${word("close")}: ${conflict.name || conflict.scan.code}`);
  form.append(note, close);
  form.addEventListener("submit", (event) => { event.preventDefault(); closeConflict(conflict, note.value); });
  made.append(whom(conflict), passages, form);
  return made;
}

async function closeConflict(conflict, note) {
  if (!id("by").reportValidity()) return;
  await ask(`/api/v1/conflicts/${conflict.scan.scan_id}/close`, { by: id("by").value, note });
  await look();
}

/** The newest, and the others when somebody wants to see them. */
function showConflicts(conflicts) {
  const isLong = conflicts.length > CASES_SHOWN;
  id("all-conflicts").hidden = !isLong;
  id("all-conflicts").setAttribute("aria-expanded", String(areAllCasesShown));
  id("all-conflicts").textContent = `${word(areAllCasesShown ? "newest" : "showAll")} (${number(areAllCasesShown ? CASES_SHOWN : conflicts.length)})`;
  keep(id("conflicts"), areAllCasesShown ? conflicts : conflicts.slice(0, CASES_SHOWN), (one) => one.scan.scan_id, conflictCard);
  id("no-conflicts").hidden = conflicts.length > 0;
  id("by-line").hidden = conflicts.length === 0;
}

id("all-conflicts").addEventListener("click", () => { areAllCasesShown = !areAllCasesShown; showConflicts(known.conflicts); });

function showUpstream(upstream, parked) {
  id("upstream").hidden = !upstream;
  if (!upstream) return;
  const state = upstream.connected ? "linked" : upstream.problem === "unauthorized" ? "unpaired" : "unlinked";
  const parts = [upstream.server, word(state), upstream.last_success && `${word("heard")}: ${time(upstream.last_success)}`,
    upstream.loaded !== null && `${word("loading")}: ${number(upstream.loaded)}${upstream.total ? ` / ${number(upstream.total)}` : ""}`,
    `${word("queue")}: ${number(upstream.waiting)}`];
  id("upstream-says").textContent = joined(parts);
  id("upstream-says").className = upstream.connected ? "" : "alert";
  keep(id("parked"), parked, (one) => one.scan.scan_id, parkedCard);
}

/** Why the organiser's server did not take it: the first word says it, where it is one of ours. */
function refusal(detail) {
  const [kind, ...why] = detail.split(" ");
  return (REFUSALS[language][kind] || detail).replace("{}", () => why.join(" "));
}

function parkedCard(parked) {
  const made = element("li", undefined, "case"), again = element("button", word("retry"));
  again.type = "button";
  again.addEventListener("click", async () => { await ask(`/api/v1/upstream/parked/${parked.scan.scan_id}/retry`, {}); await look(); });
  const passages = element("ol", undefined, "passages");
  passages.append(passage(word("parkedTitle"), parked.scan));
  const line = element("p");
  line.append(again);
  made.append(whom(parked), passages, element("p", refusal(parked.detail), "quiet"), line);
  return made;
}
