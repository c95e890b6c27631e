// SPDX-License-Identifier: EUPL-1.2
//
// What the pages of the desk gain with scripts, and nothing that they need: single keys, suggestions of exemptions, an
// address without empty fields, one sending of a form that is clicked twice.
//
// A page says itself what its keys do: whatever has `data-key="x"` is activated by x, and `data-key-label` (else its text) is
// what the help calls it. The operator's own choice of keys is in a cookie (page /tasti), which holds nothing personal.
"use strict";

(() => {
  // --- Keys ---------------------------------------------------------------------------------------------------------

  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("esenzioni-tasti="))?.split("=")[1] ?? "";
  const isOff = cookie === "spenti";
  /** The chosen key of each that is not as usual: "jx.ky" makes x of j and y of k. */
  const chosen = new Map(cookie.split(".").filter((pair) => pair.length === 2).map((pair) => [pair[0], pair[1]]));
  const keyFor = (usual) => chosen.get(usual) ?? usual;

  /** The rows that j and k move in: each has one link that opens it. */
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((link) => link.checkVisibility());

  const live = document.createElement("p");
  live.className = "unseen";
  live.setAttribute("aria-live", "polite");
  document.body.append(live);
  const say = (text) => {
    live.textContent = "";
    requestAnimationFrame(() => { live.textContent = text; });
  };

  const move = (step) => {
    const all = rows();
    if (all.length === 0) return say("Nessuna riga in questa pagina");
    const at = all.indexOf(document.activeElement);
    const last = all.findIndex((link) => link.closest(".current"));
    const from = at >= 0 ? at : last;
    const to = from < 0 ? (step > 0 ? 0 : all.length - 1) : from + step;
    if (to < 0 || to >= all.length) return say(step > 0 ? "Ultima riga della pagina" : "Prima riga della pagina");
    document.querySelectorAll(".current").forEach((row) => row.classList.remove("current"));
    all[to].closest("tr, article")?.classList.add("current");
    all[to].focus({ focusVisible: true });
    all[to].scrollIntoView({ block: "nearest" });
    say(`Riga ${to + 1} di ${all.length}`);
  };

  /** Whoever comes back to a list goes on at the row from which they left it, which its address names. */
  const returnToRow = () => {
    const row = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    const link = row?.querySelector("[data-row]");
    if (!link || document.activeElement === link) return;
    document.querySelectorAll(".current").forEach((other) => other.classList.remove("current"));
    row.classList.add("current");
    link.focus();
  };
  window.addEventListener("pageshow", returnToRow);
  document.addEventListener("click", (event) => {
    const row = event.target.closest?.("a[href]")?.closest("tr[id]");
    if (row?.querySelector("[data-row]")) history.replaceState(history.state, "", `#${row.id}`);
  });

  const field = () => document.querySelector("[role=search] input:not([type=hidden]), [role=search] select");
  const search = () => {
    const wanted = document.querySelector("#cognome") ?? field();
    if (wanted) return wanted.focus();
    isLeaving = true;
    location.assign("/#cognome");
  };

  const activate = (element) => {
    if (element.matches("[type=radio], [type=checkbox]")) {
      element.focus();
      element.click();
    } else if (element.matches("input, select, textarea")) element.focus();
    else {
      element.click();
      // A link within the page also takes the focus there.
      if (element.hash && element.pathname === location.pathname) document.querySelector(element.hash)?.focus();
    }
  };

  /** What the keys of this page do, by usual key: those of every page, then those that the page names. */
  const actions = () => {
    const found = new Map([
      ["?", { label: "Mostra i tasti di questa pagina", run: () => help() }],
      ["/", { label: "Vai alla ricerca", run: search }],
    ]);
    if (rows().length > 0) {
      found.set("j", { label: "Riga successiva (Invio la apre)", run: () => move(1) });
      found.set("k", { label: "Riga precedente", run: () => move(-1) });
    }
    for (const element of document.querySelectorAll("[data-key]")) {
      const usual = element.dataset.key;
      if (found.has(usual) || element.disabled || !element.checkVisibility()) continue;
      const label = element.dataset.keyLabel ?? element.textContent.replace(/\s+/g, " ").trim();
      found.set(usual, { label, run: () => activate(element) });
    }
    const back = document.querySelector(".back a");
    if (back && !found.has("u")) found.set("u", { label: "Torna all'elenco", run: () => back.click() });
    return found;
  };

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const help = () => {
    document.querySelector("dialog.help")?.remove();
    const list = make("dl", { class: "help-list" });
    for (const [usual, action] of actions()) {
      list.append(make("dt", {}, make("kbd", {}, keyFor(usual))), make("dd", {}, action.label));
    }
    const close = make("button", { type: "submit" }, "Chiudi");
    const dialog = make(
      "dialog", { class: "help", "aria-labelledby": "tasti-titolo" },
      make("h2", { id: "tasti-titolo" }, "Tasti di questa pagina"), list,
      make("p", {}, make("a", { href: "/tasti" }, "Cambia o disattiva i tasti")),
      make("form", { method: "dialog", class: "actions" }, close));
    const before = document.activeElement;
    dialog.addEventListener("close", () => { dialog.remove(); before?.focus(); });
    document.body.append(dialog);
    dialog.showModal();
    close.focus();
  };

  /** A field that has just gone from sight, as that of a closed dialog, keeps the focus until the browser next draws. */
  const isTyping = (element) =>
    element?.isContentEditable ||
    (element?.matches?.("input, select, textarea") && element.checkVisibility() &&
      !element.matches("[type=checkbox], [type=radio], [type=submit]"));

  document.addEventListener("keydown", (event) => {
    // Out of a field, so that single keys work again.
    if (event.key === "Escape" && !isOff && !event.defaultPrevented && isTyping(event.target) &&
      !document.querySelector("dialog[open]")) return event.target.blur();
    if (isOff || event.defaultPrevented || event.isComposing || event.repeat && !"jk".includes(event.key)) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1) return;
    // Shift only where the keyboard needs it for the sign itself, as the Italian one does for / and ?.
    if (event.shiftKey && /[a-z]/i.test(event.key)) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const pressed = event.key.toLowerCase();
    for (const [usual, action] of actions()) {
      if (keyFor(usual) !== pressed) continue;
      event.preventDefault();
      return isLeaving ? say(stillWaiting) : action.run();
    }
  });

  if (!isOff) {
    for (const element of document.querySelectorAll("[data-key]")) {
      element.setAttribute("aria-keyshortcuts", keyFor(element.dataset.key));
    }
  }

  // --- On the way to another page -----------------------------------------------------------------------------------

  // Until the next page is there this one still stands, and a key that is meant for the next would decide this practice; and
  // whoever leaves while a form is on its way does not learn what became of it.
  const stillWaiting = "Attendere: la pagina sta per cambiare (Esc per restare)";
  let isLeaving = false;
  const stay = () => {
    isLeaving = false;
    for (const form of document.forms) delete form.dataset.sent;
  };
  const isSending = () => [...document.forms].some((form) => form.dataset.sent);
  /** Goes to no other page: within this one, to another window, or to a file that is only saved. */
  const isLeftOpen = (link) =>
    link.target || !link.protocol.startsWith("http") || /\/(documento|documenti\.zip|documenti\/[0-9a-f]{64})$/.test(link.pathname) ||
    link.hash && link.pathname === location.pathname && link.search === location.search;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || isLeftOpen(link)) return;
    if (isSending()) {
      event.preventDefault();
      return say(stillWaiting);
    }
    isLeaving = true;
  });
  // Escape stops the browser on its way.
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") stay(); });

  // --- Forms --------------------------------------------------------------------------------------------------------

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog") return;
    if (isLeaving && !isSending()) {
      event.preventDefault();
      return say(stillWaiting);
    }
    isLeaving = true;
    if (form.method === "get") {
      // The address keeps only what was asked.
      for (const input of form.elements) if (input.name && input.value === "") input.disabled = true;
    } else if (form.method === "post") {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    }
  });
  // A page that comes back from the browser's memory is as good as new.
  window.addEventListener("pageshow", () => {
    stay();
    for (const form of document.forms) {
      if (form.method === "get") for (const input of form.elements) input.disabled = false;
    }
  });

  // --- Suggestions --------------------------------------------------------------------------------------------------

  for (const list of document.querySelectorAll("datalist[data-source]")) {
    const input = document.querySelector(`input[list="${list.id}"]`);
    input?.addEventListener("focus", async () => {
      try {
        const answer = await fetch(list.dataset.source);
        if (!answer.ok) return;
        for (const [code, name] of await answer.json()) {
          list.append(make("option", { value: code, label: `${code} ${name}` }));
        }
      } catch {
        // Without suggestions the field works all the same.
      }
    }, { once: true });
  }

  // --- The message that the page was loaded for ---------------------------------------------------------------------

  // Once the page is there its address takes the focus to a place of its own, or to none.
  const focusFirst = (element) => {
    element.focus();
    window.addEventListener("pageshow", () => { if (document.activeElement === document.body) element.focus(); });
  };

  // Where something has to be mended the list of it gets the focus, so that a screen reader begins there.
  const errors = document.querySelector("#errori");
  if (errors) {
    errors.setAttribute("tabindex", "-1");
    // A single thing that is only to be chosen or ticked is gone to at once: the message stands beside it.
    const links = errors.querySelectorAll("a");
    const only = links.length === 1 ? document.querySelector(links[0].hash) : null;
    if (only?.matches("[type=radio], [type=checkbox]")) focusFirst(only);
    else focusFirst(errors);
  }
  const result = document.querySelector("[data-result]");
  if (result && !errors) focusFirst(result);

  // A page that looks like a dialog begins at its heading and closes like one.
  const question = document.querySelector("main .dialog");
  const heading = question?.querySelector("h1");
  if (heading && !errors) {
    heading.setAttribute("tabindex", "-1");
    heading.focus();
  }
  document.addEventListener("keydown", (event) => {
    const isFree = !event.defaultPrevented && !isTyping(event.target) && !document.querySelector("dialog[open]");
    if (event.key === "Escape" && isFree) question?.querySelector("a.close")?.click();
  });

  // A page that a form was sent for is found again by its own address: whoever comes back to it by the browser's buttons or
  // reloads it gets it as it is then, and is not asked to send the form once more.
  const own = document.querySelector("[data-own-address]")?.dataset.ownAddress;
  if (own) {
    const search = own === location.pathname ? location.search : "";
    history.replaceState(history.state, "", `${own}${search}${location.hash}`);
  }
})();
