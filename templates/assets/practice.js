// SPDX-License-Identifier: EUPL-1.2
// What scripts add to the page of one practice. Everything here also works without: links and targets lead from value to
// place and back, the dialog is a page, the catalogue is a page, and a button saves the draft.

"use strict";

(() => {

const byId = (id) => document.getElementById(id);

/* A value and its place light each other up, and each brings the other into sight. */

function joinValuesAndPlaces() {
  const rowsOfPlace = new Map();
  for (const row of document.querySelectorAll(".values tr")) {
    const links = [...row.querySelectorAll("a.place")];
    const places = links.map((link) => byId(link.hash.slice(1))).filter(Boolean);
    if (!places.length) continue;
    // The box on the page says more than the section: it stands last in the row.
    const main = places.at(-1);
    for (const place of places) rowsOfPlace.set(place, [...(rowsOfPlace.get(place) ?? []), row]);
    const light = (on, inSight) => {
      row.classList.toggle("is-lit", on);
      places.forEach((place) => place.classList.toggle("is-lit", on));
      if (on) bringIntoView(inSight);
    };
    row.addEventListener("mouseenter", () => light(true, main));
    row.addEventListener("mouseleave", () => light(false));
    row.addEventListener("focusin", (event) => light(true, places[links.indexOf(event.target)] ?? main));
    row.addEventListener("focusout", () => light(false));
    // The browser would bring the place into sight by moving the column of the values too, and another row would come to lie
    // under the pointer.
    links.forEach((link, index) => link.addEventListener("click", (event) => {
      event.preventDefault();
      const place = places[index];
      if (!place) return;
      bringIntoView(place);
      showPane(place);
      place.focus({ preventScroll: true });
      place.classList.add("is-asked");
    }));
  }
  for (const [place, rows] of rowsOfPlace) {
    const light = (on) => {
      place.classList.toggle("is-lit", on);
      rows.forEach((row) => row.classList.toggle("is-lit", on));
    };
    // Where the document stands below the values the row may be far away, and the page must stay with what has the focus.
    const show = () => {
      const table = rows[0].closest("table")?.getBoundingClientRect();
      if (table && table.bottom <= place.getBoundingClientRect().top) return;
      const row = rows[0].getBoundingClientRect();
      if (row.bottom < 0 || row.top > innerHeight) rows[0].scrollIntoView({ block: "nearest" });
    };
    place.addEventListener("mouseenter", () => light(true));
    place.addEventListener("mouseleave", () => light(false));
    place.addEventListener("focus", () => {
      light(true);
      show();
    });
    place.addEventListener("blur", () => {
      light(false);
      place.classList.remove("is-asked");
    });
    // After the browser has followed the link, which takes the focus away.
    place.addEventListener("click", () => setTimeout(() => [...rows[0].querySelectorAll("a.place")].at(-1)?.focus()));
  }
}

/* Scrolls the document's own window and leaves the page where it is. */
function bringIntoView(place) {
  const pane = place.closest(".viewer-scroll");
  if (!pane) return;
  const frame = pane.getBoundingClientRect();
  const box = place.getBoundingClientRect();
  if (box.top < frame.top || box.bottom > frame.bottom) {
    pane.scrollTop += box.top - frame.top - frame.height / 3;
  }
  if (box.left < frame.left || box.right > frame.right) {
    pane.scrollLeft += box.left - frame.left - frame.width / 3;
  }
}

/* Where the document stands below the values, as in a narrow window, the window has to move. */
function showPane(place) {
  const pane = place.closest(".viewer-scroll") ?? place;
  const frame = pane.getBoundingClientRect();
  if (frame.bottom < 80 || frame.top > innerHeight - 80) pane.scrollIntoView({ block: "start" });
}

/* A browser may be told to give no page a memory. */
function storage() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/* The size of the pages: the radio buttons do it, two buttons and the keys go up and down, the address remembers. */

function addZoomButtons() {
  const zoom = document.querySelector(".zoom");
  if (!zoom) return;
  const steps = [...zoom.querySelectorAll("input")];
  // For the next practice, as long as this window is open; an address that says its own size counts before.
  const memory = storage();
  const remembered = memory?.getItem("esenzioni-zoom");
  const asked = new URLSearchParams(location.search).has("zoom");
  const known = steps.find((step) => step.value === remembered);
  if (known && !asked) known.checked = true;
  const say = (step) => {
    memory?.setItem("esenzioni-zoom", step.value);
    const address = new URL(location.href);
    address.searchParams.set("zoom", step.value);
    history.replaceState(history.state, "", address);
    // The ways to other practices say a size of their own where this page was opened with one.
    for (const link of document.querySelectorAll(".practice-steps a, .onward a")) link.search = `?zoom=${step.value}`;
  };
  const move = (by) => {
    const now = steps.findIndex((step) => step.checked);
    const step = steps[Math.min(steps.length - 1, Math.max(0, now + by))];
    step.checked = true;
    say(step);
  };
  for (const step of steps) step.addEventListener("change", () => say(step));
  const button = (sign, name, key, by) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", name);
    button.dataset.key = key;
    button.dataset.keyLabel = name;
    button.addEventListener("click", () => move(by));
    return button;
  };
  zoom.append(button("−", "Riduci le pagine", "-", -1), button("+", "Ingrandisci le pagine", "+", 1));
}

/* Which document is in sight, and a key for each. */

function followDocuments() {
  const links = [...document.querySelectorAll(".viewer-tabs a")];
  const scroller = document.querySelector(".viewer-scroll");
  if (!links.length || !scroller) return;
  links.slice(0, 9).forEach((link, index) => {
    link.dataset.key = `${index + 1}`;
    link.dataset.keyLabel = `Documento ${index + 1}`;
  });
  const mark = () => {
    // The document at the upper edge; of the last ones, which may be too short to get there, the last.
    const edge = scroller.getBoundingClientRect().top + 24;
    const isAtEnd = scroller.scrollTop > 0 && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
    const passed = links.filter((link) => byId(link.hash.slice(1)).getBoundingClientRect().top <= edge);
    const current = (isAtEnd ? links.at(-1) : passed.at(-1)) ?? links[0];
    if (current.hasAttribute("aria-current")) return;
    for (const link of links) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    keepInStrip(current);
  };
  scroller.addEventListener("scroll", mark, { passive: true });
  mark();
}

/* Scrolls the strip of names alone, and neither the page nor its documents. */
function keepInStrip(link) {
  const strip = link.closest("ul");
  const frame = strip.getBoundingClientRect();
  const name = link.getBoundingClientRect();
  if (name.top < frame.top) strip.scrollTop += name.top - frame.top;
  if (name.bottom > frame.bottom) strip.scrollTop += name.bottom - frame.bottom;
}

/* The question before a rejection as a dialog on the page (manual chapter 6). */

function openDialogs() {
  for (const opener of document.querySelectorAll("[data-dialog]")) {
    const dialog = byId(opener.dataset.dialog);
    if (!dialog?.showModal) continue;
    const reason = dialog.querySelector("select");
    const problem = dialog.querySelector(".wrong");
    // The note to the citizen can be written where it is missed; it is the one of the form all the same.
    const same = dialog.querySelectorAll("[data-same-as]");
    for (const field of same) {
      field.addEventListener("input", () => {
        byId(field.dataset.sameAs).value = field.value;
      });
    }
    opener.setAttribute("aria-haspopup", "dialog");
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      for (const typed of dialog.querySelectorAll("[data-typed-from]")) {
        typed.textContent = byId(typed.dataset.typedFrom).value;
      }
      for (const field of same) field.defaultValue = field.value = byId(field.dataset.sameAs).value;
      dialog.showModal();
      reason.focus();
    });
    // Also where a key has opened it, which leaves the focus nowhere.
    dialog.addEventListener("close", () => opener.focus());
    for (const button of dialog.querySelectorAll("[data-close]")) {
      button.addEventListener("click", () => dialog.close());
    }
    const complain = (on) => {
      problem.hidden = !on;
      reason.toggleAttribute("aria-invalid", on);
      if (on) reason.setAttribute("aria-invalid", "true");
      reason.setAttribute("aria-describedby", on ? "motivazione-aiuto motivazione-errore" : "motivazione-aiuto");
    };
    reason.addEventListener("change", () => complain(false));
    dialog.querySelector("[data-confirm]").addEventListener("click", (event) => {
      if (reason.value) return;
      event.preventDefault();
      complain(true);
      reason.focus();
    });
  }
}

/* What has the focus does not lie under the bar of the buttons, where the browser thinks it in sight. */

function keepClearOfBar() {
  const bar = document.querySelector(".decision-bar");
  if (!bar) return;
  document.addEventListener("focusin", ({ target }) => {
    if (bar.contains(target) || !target.closest(".bench-data") || getComputedStyle(bar).position !== "sticky") return;
    const field = target.getBoundingClientRect();
    const hidden = field.bottom + 12 - bar.getBoundingClientRect().top;
    // A field higher than the window keeps its head in sight.
    if (hidden > 0) scrollBy({ top: Math.min(hidden, field.top - 12), behavior: "instant" });
  });
}

/* What is typed is kept on the server while it is typed, and nowhere else. */

function keepDraft() {
  const form = document.querySelector("form[data-draft]");
  const state = byId("bozza-stato");
  if (!form || !state) return { flush: async () => {}, note: () => {}, stop: () => {} };
  let timer = 0;
  let dirty = false;
  let stopped = false;
  let sending = Promise.resolve();

  const send = async (leaving) => {
    if (!dirty || stopped) return;
    dirty = false;
    const fields = new URLSearchParams(new FormData(form));
    fields.set("in-silenzio", "si");
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", body: fields, redirect: "manual", credentials: "same-origin", keepalive: leaving,
      });
      // The server says itself what becomes of a draft that comes when the session is over.
      const isTold = answer.ok || answer.status === 401 || answer.status === 409;
      if (!isTold) throw new Error(answer.type);
      dirty = !answer.ok;
      state.textContent = await answer.text();
    } catch {
      dirty = true;
      if (!leaving) state.textContent = "La bozza non è stata salvata: il servizio non risponde. Non chiudere la pagina.";
    }
  };
  const flush = (leaving = false) => {
    clearTimeout(timer);
    sending = sending.then(() => send(leaving));
    return sending;
  };
  const note = () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(flush, 1200);
  };
  document.addEventListener("input", (event) => {
    if (event.target.form === form) note();
  });
  document.addEventListener("change", (event) => {
    if (event.target.form === form) note();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flush(true);
  });
  window.addEventListener("pagehide", () => flush(true));
  recoverDraft(form, state);
  return {
    flush,
    note,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/* A page that is loaded anew may be made before what was typed last has arrived: it is asked for once more. */

async function recoverDraft(form, state) {
  const [navigation] = performance.getEntriesByType("navigation");
  if (navigation?.type !== "reload" || form.querySelector(".draft-line")) return;
  await new Promise((done) => setTimeout(done, 700));
  try {
    const answer = await fetch(form.dataset.ownAddress, { redirect: "manual", credentials: "same-origin" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector("form[data-draft] .draft-line")) return;
    // This form goes on from that draft, so that what is typed here may take its place.
    form.elements["modulo-ripreso"].value = page.querySelector("form[data-draft] [name=modulo-ripreso]")?.value ?? "";
    const filled = [];
    for (const field of form.querySelectorAll("textarea[name], input[type=text][name], select[name]")) {
      const kept = page.getElementById(field.id)?.value;
      const standard = field.tagName === "SELECT" ? "" : field.defaultValue;
      if (kept === undefined || kept === field.value || field.value !== standard) continue;
      field.value = kept;
      filled.push(field);
    }
    // Of several choices one is made: whoever has made it here since does not want another.
    const choices = [...form.querySelectorAll("input[type=radio][id], input[type=checkbox][id]")];
    const touched = new Set(choices.filter((field) => field.checked !== field.defaultChecked).map((field) => field.name));
    for (const field of choices) {
      const kept = page.getElementById(field.id)?.checked;
      if (!kept || field.checked || touched.has(field.name)) continue;
      field.checked = true;
      filled.push(field);
    }
    if (!filled.length) return;
    // What follows from a field is counted anew, and kept.
    for (const field of filled) field.dispatchEvent(new Event("change", { bubbles: true }));
    state.textContent = "Hai ripreso quello che avevi scritto prima di ricaricare la pagina.";
  } catch {
    // The draft is on the server all the same, and is shown the next time.
  }
}

/* A form that is on its way is not sent twice (desk.js, and the server), and says so. */

function showSending(draft) {
  const form = byId("decisione");
  if (!form) return;
  form.addEventListener("submit", () => {
    draft.stop();
    // Not `disabled`: the browser would leave the button's own name out of the form.
    for (const button of document.querySelectorAll(".decision-bar button, dialog button")) {
      button.setAttribute("aria-disabled", "true");
    }
  });
  // A page that comes back from the browser's memory can be sent anew.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

/* Looking codes up while they are typed: a combobox with a list (WAI-ARIA practices, "editable combobox, list autocomplete"). */

class Lookup {
  constructor(place, changed) {
    this.kind = place.dataset.catalogue;
    this.place = place;
    this.input = place.querySelector("input[type=text]");
    this.changed = changed;
    this.choices = [];
    this.active = -1;
    this.asked = 0;
    this.list = document.createElement("ul");
    this.list.className = "choices";
    this.list.id = `${this.input.id}-scelte`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Voci del catalogo");
    this.list.hidden = true;
    // Of a list without anything to choose a screen reader says nothing by itself.
    this.status = document.createElement("p");
    this.status.className = "unseen";
    this.status.setAttribute("role", "status");
    this.input.after(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("li[role=option]");
      if (item) this.choose([...this.list.children].indexOf(item));
    });
  }

  async ask() {
    const number = (this.asked += 1);
    const query = new URLSearchParams({ cerca: this.input.value });
    if (this.kind === "diagnosi") query.set("esenzione", byId("esenzione").value);
    try {
      const answer = await fetch(`/catalogo/${this.kind}.json?${query}`, { redirect: "manual" });
      if (!answer.ok || number !== this.asked) return;
      this.show(await answer.json());
    } catch {
      this.close();
    }
  }

  show(choices) {
    this.choices = choices;
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(
      ...choices.map((choice, index) => {
        const item = document.createElement("li");
        item.id = `${this.list.id}-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        const code = document.createElement("span");
        code.className = "code";
        code.textContent = choice.code;
        item.append(code, ` ${choice.text}`);
        return item;
      })
    );
    this.status.textContent = choices.length ? "" : "Il catalogo non ha voci che corrispondano";
    if (!choices.length) {
      const none = document.createElement("li");
      none.className = "choices-none";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.setAttribute("aria-selected", "false");
      none.textContent = "Nessuna voce del catalogo corrisponde";
      this.list.append(none);
    }
    this.list.hidden = document.activeElement !== this.input;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.list.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) {
        this.ask();
        return;
      }
      const count = this.choices.length;
      if (count) this.mark((this.active + (event.key === "ArrowDown" ? 1 : count - (this.active < 0 ? 0 : 1))) % count);
    } else if (event.key === "Enter" && this.active >= 0 && !this.list.hidden) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  mark(index) {
    this.active = index;
    [...this.list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
    const item = this.list.children[index];
    this.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  choose(index) {
    const choice = this.choices[index];
    if (!choice) return;
    this.input.value = choice.code;
    this.close();
    this.changed();
  }

  close() {
    this.asked += 1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

/* The choice of the catalogue's own duration is there as long as the catalogue knows one. */
function offerCatalogue(label) {
  let choice = byId("durata-catalogo")?.closest(".choice");
  if (!choice && label) {
    choice = byId("durata-illimitata").closest(".choice").cloneNode(true);
    const radio = choice.querySelector("input");
    radio.id = "durata-catalogo";
    radio.value = "catalogo";
    radio.checked = false;
    choice.querySelector("label").htmlFor = radio.id;
    byId("durata-illimitata").closest(".choice").before(choice);
  }
  if (!choice) return;
  choice.hidden = !label;
  if (label) choice.querySelector("label").textContent = label;
  // A choice that cannot be seen must not be made.
  else choice.querySelector("input").checked = false;
}

/* The end of validity follows the codes and the first day as they are typed. */

function followCodes(draft) {
  const exemption = byId("esenzione");
  const diagnosis = byId("diagnosi");
  const from = byId("valida-dal");
  if (!exemption || !diagnosis || !from) return;
  let asked = 0;
  const recount = async () => {
    const number = (asked += 1);
    const query = new URLSearchParams({
      esenzione: exemption.value, diagnosi: diagnosis.value, "valida-dal": from.value,
      "valida-al": byId("valida-al").value, durata: document.querySelector("[name=durata]:checked")?.value ?? "",
    });
    try {
      const answer = await fetch(`/catalogo/validita.json?${query}`, { redirect: "manual" });
      if (!answer.ok || number !== asked) return;
      const { label, rule, exemption: name, diagnosis: diagnosisName, doubt, preview } = await answer.json();
      byId("esenzione-nome").textContent = name;
      byId("diagnosi-nome").textContent = diagnosisName;
      byId("durata-regola").textContent = rule;
      byId("coppia-dubbio").textContent = doubt;
      offerCatalogue(label);
      byId("anteprima").textContent = preview;
    } catch {
      // The server counts anew when it validates.
    }
  };
  const changed = () => {
    draft.note();
    recount();
  };
  for (const field of [exemption, diagnosis, from]) field.addEventListener("change", recount);
  // The line above the buttons tells every choice, not only that of the catalogue.
  document.querySelector(".entry-days").addEventListener("change", (event) => {
    if (event.target !== from) recount();
  });
  // Who types a last day means it.
  byId("valida-al")?.addEventListener("input", (event) => {
    if (event.target.value) byId("durata-giorno").checked = true;
  });
  document.querySelectorAll("[data-catalogue]").forEach((place) => new Lookup(place, changed));
}

/* How many of the red findings are still to be looked into, while their boxes are ticked. */

function countFindings() {
  const link = document.querySelector(".bar-findings[data-all]");
  const boxes = [...document.querySelectorAll(".finding-check input")];
  if (!link || !boxes.length) return;
  const recount = () => {
    const open = boxes.filter((box) => !box.checked).length;
    link.textContent = `${link.dataset.all}, ${open ? `di cui ${open}` : "nessuna"} da verificare`;
  };
  for (const box of boxes) box.addEventListener("change", recount);
  // A browser that reloads the page keeps what was ticked.
  recount();
}

joinValuesAndPlaces();
countFindings();
addZoomButtons();
followDocuments();
openDialogs();
keepClearOfBar();
const draft = keepDraft();
showSending(draft);
followCodes(draft);
})();
