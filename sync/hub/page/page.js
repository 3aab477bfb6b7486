"use strict";
// Who may see the page, which of the venue's hubs this is, and the look at the hub every two seconds.

const POLL_MS = 2000;
let knownStanding = null, heardAt = null;

function speak(wanted) {
  language = wanted;
  localStorage.setItem("language", wanted);
  document.documentElement.lang = wanted;
  document.documentElement.dir = wanted === "ar" ? "rtl" : "ltr";
  document.querySelectorAll("[data-word]").forEach((one) => { one.textContent = word(one.dataset.word); });
  document.querySelectorAll("[data-language]").forEach((one) => one.setAttribute("aria-pressed", one.dataset.language === wanted));
  ["conflicts", "parked"].forEach((name) => id(name).replaceChildren());
  if (knownStanding) showStanding(knownStanding);
  if (known) show(known);
  if (heardAt) showLink(!id("figures").className, knownStanding ? knownStanding.problem : "");
}

function showStanding(standing) {
  knownStanding = standing;
  const inCharge = standing.role === "in-charge", isStandby = standing.role === "standby", follows = standing.follows;
  id("standing").hidden = inCharge;
  id("figures").hidden = !inCharge;
  id("standbys").hidden = standing.standbys.length === 0;
  id("standbys").textContent = `${word("standbys")}: ${standing.standbys.map(isolated).join(", ")}`;
  id("pairing").textContent = standing.pairing_text;
  id("begin-hub").textContent = standing.pairing_text;
  if (inCharge) return;
  title(standing.event);
  id("standing-title").textContent = word(standing.role);
  id("standing-says").textContent = !isStandby ? word("retiredSays") : standing.whole ? word("standbySays") : word("copying");
  const heard = follows && follows.last_heard ? ` · ${word("heard")}: ${time(follows.last_heard)}` : "";
  id("standing-heard").textContent = follows ? `${word("follows")} ${isolated(follows.hub)}${heard}` : "";
  id("promote").hidden = !isStandby;
  id("promote").disabled = !standing.whole;
}

/** Whether what is shown is of this moment, and what keeps the hub from its work. */
function showLink(isHeard, problem) {
  const follows = knownStanding && knownStanding.role === "standby" ? knownStanding.follows : null;
  const isLost = Boolean(follows && !follows.following), isCut = !isHeard || isLost || Boolean(problem);
  const state = problem ? HUB_TROUBLES[language][problem] || problem : word(!isHeard ? "cut" : isLost ? "unheard" : "live");
  const says = isHeard ? state : `${state} · ${word("asOf")} ${isolated(time(heardAt))}`;
  if (id("link").textContent !== says) id("link").textContent = says;
  id("link").className = isCut ? "cut" : "";
  id("link").hidden = false;
  id("figures").className = isHeard ? "" : "stale";
}

function enter(inside) {
  id("login").hidden = inside;
  if (inside) return;
  ["figures", "standing", "link"].forEach((name) => { id(name).hidden = true; });
  id("sure").close();
}

async function look() {
  try {
    const read = async (name) => {
      const answer = await ask(`/api/v1/${name}`);
      if (!answer.ok) throw new HubTrouble((await answer.json()).problem);
      return answer.json();
    };
    const standing = await read("standing");
    if (standing.role === "in-charge") {
      const [counts, conflicts, stations] = await Promise.all([read("counts"), read("conflicts/open"), read("stations")]);
      show({ counts, conflicts, stations, parked: counts.upstream && counts.upstream.parked ? await read("upstream/parked") : [] });
    }
    enter(true);
    showStanding(standing);
    heardAt = hubNow();
    showLink(true, standing.problem);
  } catch (error) {
    if (error.message === "no key") return;
    if (!heardAt) id("login").hidden = false;
    heardAt = heardAt || hubNow();
    showLink(false, error instanceof HubTrouble ? error.message : "");
  }
}

/** The hub answers that it can't answer. */
class HubTrouble extends Error {}

id("login").querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await ask("/login", { code: id("code").value }).catch(() => null);
  id("refusal").textContent = answer === null ? word("cut") : answer.ok ? "" : word(answer.status === 429 ? "later" : "wrong");
  if (answer && answer.ok) { id("code").value = ""; await look(); }
});
document.querySelectorAll("[data-language]").forEach((one) => one.addEventListener("click", () => speak(one.dataset.language)));
id("promote").addEventListener("click", () => sure("sure", "", () => ask("/api/v1/standing/promote", {})));
id("renew").addEventListener("click", () => sure("renew", "", () => ask("/api/v1/standing/code", {})));
id("by").value = localStorage.getItem("by") || "";
id("by").addEventListener("change", () => localStorage.setItem("by", id("by").value));
speak(language);
look();
setInterval(() => { if (id("login").hidden && !document.hidden) look(); }, POLL_MS);
document.addEventListener("visibilitychange", () => { if (id("login").hidden && !document.hidden) look(); });
