// SPDX-License-Identifier: EUPL-1.2
// Warns before the session ends, so that nothing typed is in danger. Without this script nothing typed is lost either: a form
// that is sent too late is kept by the server until the next sign-in.
"use strict";
(() => {
  const { inattivita, fine, gettone } = document.body.dataset;
  if (!gettone) return;
  const ahead = Math.min(120, Math.max(20, Math.floor(Number(inattivita) / 4)));
  let idleEnd = Date.now() + Number(inattivita) * 1000;
  let lastEnd = Date.now() + Number(fine) * 1000;
  let box = null;
  let ticking = null;
  let isOver = false;

  const rest = () => Math.round((Math.min(idleEnd, lastEnd) - Date.now()) / 1000);
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

  async function ask(path, options) {
    const answer = await fetch(path, { credentials: "same-origin", redirect: "error", ...options });
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    idleEnd = Date.now() + told.inattivita * 1000;
    lastEnd = Date.now() + told.fine * 1000;
  }

  async function prolong() {
    try {
      await ask("/sessioni/prolunga", { method: "POST", body: new URLSearchParams({ gettone }) });
      hide();
      wait();
    } catch {
      over();
    }
  }

  function hide() {
    clearInterval(ticking);
    if (box) box.remove();
    box = null;
  }

  function build() {
    box = document.createElement("section");
    box.className = "session-warning";
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-labelledby", "sessione-titolo");
    box.setAttribute("aria-describedby", "sessione-testo");
    const title = document.createElement("h2");
    title.id = "sessione-titolo";
    const text = document.createElement("p");
    text.id = "sessione-testo";
    const button = document.createElement("button");
    button.type = "button";
    button.addEventListener("click", () => (isOver ? hide() : lastEnd <= idleEnd ? hide() : prolong()));
    box.append(title, text, button);
    document.body.append(box);
    return { title, text, button };
  }

  function over() {
    isOver = true;
    hide();
    const { title, text, button } = build();
    title.textContent = "La sessione è scaduta";
    text.textContent = "Quello che hai scritto non va perso: invia il modulo, accedi di nuovo e lo ritrovi.";
    button.textContent = "Ho capito";
  }

  function warn() {
    hide();
    const { title, text, button } = build();
    const isLast = lastEnd <= idleEnd;
    title.textContent = "La sessione sta per scadere";
    button.textContent = isLast ? "Ho capito" : "Continua a lavorare";
    const why = isLast ? "La durata massima di una sessione è quasi raggiunta: salva quello che stai facendo."
      : "Non ci sono state attività da un po'.";
    const tick = () => {
      const seconds = rest();
      if (seconds <= 0) return over();
      text.textContent = `${why} Restano ${clock(seconds)} minuti.`;
    };
    tick();
    ticking = setInterval(tick, 1000);
  }

  // Another page of the same session may have been used meanwhile: the server knows, and asking does not prolong.
  async function look() {
    try {
      await ask("/sessioni/resto");
    } catch {
      return over();
    }
    if (rest() > ahead + 5) wait();
    else warn();
  }

  function wait() {
    setTimeout(look, Math.max(0, (rest() - ahead) * 1000));
  }

  wait();
})();
