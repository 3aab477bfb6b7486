"use strict";
// The counts, the stations and the gates.

const CLOCK_TOLERANCE_S = 2, SILENT_S = 60, SHOWN_AT_ONCE = 20;
let known = null, areOthersShown = false;

const NOTHING_SAID = { waiting: 0, parked: 0, clock_offset_s: null, printer: "", printer_troubles: [] };

function gateName(gate) {
  const found = known.counts.gates.find((one) => one.gate === gate);
  return found ? named(found.name, gate) : gate;
}

function showTiles(counts, stations) {
  const areas = counts.areas.filter((one) => !one.is_room);
  const lost = stations.filter((one) => isSilent(one)).length, lone = areas.length === 1;
  const tiles = [
    ...areas.map((one) => [one.area, number(one.inside), lone ? word("inside") : `${named(one.name, one.area)} · ${word("inside")}`]),
    ["people", number(counts.people), word("people")],
    ["conflicts", number(counts.open_conflicts), word("open"), counts.open_conflicts > 0],
    ["stations", `\u2066${number(stations.length - lost)} / ${number(stations.length)}\u2069`, word("inTouch"), lost > 0],
  ];
  keep(id("tiles"), tiles, ([key]) => key, () => {
    const made = element("div");
    made.append(element("b"), element("span"));
    return made;
  }, (made, [, value, says, look]) => {
    say(made.children[0], value);
    say(made.children[1], says);
    made.className = look ? "tile look" : "tile";
  });
}

const isSilent = (station) => !station.last_seen || hubNow() - new Date(station.last_seen) > SILENT_S * 1000;

/** What a row says: [text, whether a person should look]. */
function stationSays(station) {
  const report = station.report || NOTHING_SAID, offset = report.clock_offset_s;
  const isWrong = offset !== null && Math.abs(offset) > CLOCK_TOLERANCE_S;
  const clock = offset === null ? "–" : !isWrong ? word("right") :
    word(offset > 0 ? "slow" : "fast").replace("{}", isolated(lasting(Math.abs(offset))));
  const troubles = report.printer_troubles.map((one) => TROUBLES[language][one] || one).join(", ");
  return {
    seen: [station.last_seen ? ago(station.last_seen) : word("never"), isSilent(station)],
    queue: [number(report.waiting) + (report.parked ? ` · ${word("parked")}: ${isolated(number(report.parked))}` : ""), report.parked > 0],
    clock: [clock, isWrong],
    printer: [report.printer ? joined([report.printer, troubles || word("ready")]) : word("none"), Boolean(troubles)],
  };
}

const COLUMNS = [["seen", "lastSeen"], ["queue", "queue"], ["clock", "clock"], ["printer", "printer"]];

function stationRow(station) {
  const made = element("tr"), end = element("td"), unpair = element("button", undefined, "small");
  made.setAttribute("role", "row");
  const name = element("th", station.name);
  name.scope = "row";
  name.setAttribute("role", "rowheader");
  unpair.type = "button";
  unpair.addEventListener("click", () => sure("unpair", station.name, () => ask(`/api/v1/stations/${station.device}/revoke`, {})));
  end.append(unpair);
  made.append(name, ...COLUMNS.map(() => element("td")), end);
  made.querySelectorAll("td").forEach((cell) => cell.setAttribute("role", "cell"));
  return made;
}

function fillStation(made, { station, says }) {
  COLUMNS.forEach(([key, label], place) => {
    const cell = made.children[place + 1], [text, look] = says[key];
    cell.dataset.label = word(label);
    say(cell, text, look ? "alert" : "");
  });
  const unpair = made.lastChild.firstChild;
  say(unpair, word("unpair"), "small");
  unpair.setAttribute("aria-label", `${word("unpair")}: ${station.name}`);
}

/** Who needs a person comes first; of many others only the number, until somebody wants to see them. */
function showStations(stations) {
  const all = stations.map((station) => ({ station, says: stationSays(station) }));
  const wants = (one) => Object.values(one.says).some(([, look]) => look);
  const byName = (one, other) => one.station.name.localeCompare(other.station.name, locale(), { numeric: true });
  const first = all.filter(wants).sort(byName), rest = all.filter((one) => !wants(one)).sort(byName);
  const isLong = all.length > SHOWN_AT_ONCE;
  keep(id("stations"), isLong && !areOthersShown ? first : [...first, ...rest], (one) => one.station.device,
    (one) => stationRow(one.station), fillStation);
  id("stations-table").hidden = all.length === 0;
  id("others").hidden = !isLong || rest.length === 0;
  id("others").setAttribute("aria-expanded", String(areOthersShown));
  id("others").textContent = `${word(areOthersShown ? "hideOthers" : "showOthers")} (${number(rest.length)})`;
  id("in-touch").textContent = all.length === 0 ? word("noStations") : "";
}

function showGates(counts) {
  id("gates-section").hidden = counts.gates.length === 0;
  keep(id("gates"), counts.gates, (one) => one.gate, () => {
    const made = element("tr"), name = element("th");
    name.scope = "row";
    made.append(name, ...[1, 2, 3, 4].map(() => element("td")));
    return made;
  }, (made, gate) => {
    const room = counts.areas.find((one) => one.is_room && one.area === gate.area);
    const isFull = Boolean(room && room.capacity !== null && room.inside >= room.capacity);
    say(made.children[0], isolated(named(gate.name, gate.gate)));
    [gate.entries, gate.exits, gate.refused].forEach((value, place) => say(made.children[place + 1], number(value), "number"));
    const inRoom = !room ? "" : room.capacity === null ? number(room.inside) : `\u2066${number(room.inside)} / ${number(room.capacity)}\u2069`;
    say(made.children[4], inRoom, isFull ? "number alert" : "number");
  });
}

function show(all) {
  known = all;
  const { counts, conflicts, stations, parked } = all;
  title(counts.event);
  showTiles(counts, stations);
  id("importing").hidden = counts.importing.total === 0;
  id("importing").querySelector("progress").max = counts.importing.total || 1;
  id("importing").querySelector("progress").value = counts.importing.done;
  id("begin").hidden = counts.people > 0 || counts.gates.length > 0 || counts.importing.total > 0 || Boolean(counts.upstream);
  showConflicts(conflicts);
  showUpstream(counts.upstream, parked);
  showStations(stations);
  showGates(counts);
}

function title(event) {
  document.title = named(event, word("venue"));
  id("event").textContent = document.title;
}

id("others").addEventListener("click", () => { areOthersShown = !areOthersShown; showStations(known.stations); });
