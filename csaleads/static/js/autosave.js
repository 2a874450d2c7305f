// Saves a draft while it is typed: <form method="post" data-autosave-url="/…">.
//
// Two seconds after typing stops, and when the page is hidden or left, the whole form goes to that address, urlencoded, with
// its CSRF token. Any 2xx answer means saved. 409 means that somebody else saved meanwhile: sending the form shows both versions.
// A JSON answer may carry {"saved_at": "1:42pm", "fields": {"version": "7"}}; the fields' values are written back into hidden
// inputs of those names. Sending the form itself is never held up. Where sending it would do more than save it, the button marked
// data-autosave-both shows both versions.

const PAUSE = 2000;
const TRY_AGAIN = 15000; // after the connection failed
const KEEPALIVE_LIMIT = 60000; // Browsers refuse a larger body once the page is going away.

const FAILED = "Not saved – check your connection. Your words are still on this page.";
const SIGNED_OUT = "Not saved – you have been signed out. Save as usual: you sign in again, and what you typed is kept.";
const CHANGED = "Not saved – somebody else saved this meanwhile, or you did in another window. Both versions are kept.";
const TOO_LONG = "Not saved – one of the texts is too long. It is saved as soon as you shorten it.";
const REFUSED = "Not saved – copy what you have typed before you leave this page.";

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = this.addStatus();
    this.timer = null;
    this.saving = false;
    this.sending = "";
    this.again = false;
    this.submitted = false;
    this.lastSent = "typed" in form.dataset ? "" : this.body(); // js/early.js says so of what was typed before this ran
    form.addEventListener("input", () => this.plan());
    form.addEventListener("change", () => this.plan());
    form.addEventListener("submit", () => this.stop());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.save(true);
    });
    window.addEventListener("pagehide", () => this.save(true));
    window.addEventListener("online", () => this.save(false));
    window.addEventListener("pageshow", () => {
      this.submitted = false;
    });
    if (!this.lastSent) this.plan();
  }

  addStatus() {
    const given = this.form.querySelector("[data-autosave-status]");
    if (given) return given;
    const line = document.createElement("p");
    line.className = "csa-autosave";
    line.setAttribute("role", "status");
    this.form.append(line);
    return line;
  }

  body() {
    const pairs = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams(pairs).toString();
  }

  plan() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(false), PAUSE);
  }

  stop() {
    this.submitted = true;
    clearTimeout(this.timer);
  }

  async save(leaving) {
    clearTimeout(this.timer);
    const body = this.body();
    if (this.submitted || body === this.lastSent || body === this.sending) return;
    if (this.saving && !leaving) {
      this.again = true;
      return;
    }
    this.saving = true;
    this.sending = body;
    try {
      const answer = await fetch(this.form.dataset.autosaveUrl, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
        keepalive: leaving && body.length < KEEPALIVE_LIMIT,
      });
      await this.report(answer, body);
    } catch {
      this.fail();
    }
    this.saving = false;
    this.sending = "";
    if (this.again) {
      this.again = false;
      this.plan();
    }
  }

  async report(answer, body) {
    if (answer.type === "opaqueredirect" || answer.status === 401) return this.say(SIGNED_OUT, true);
    if (answer.status >= 500) return this.fail();
    if (answer.status === 409) return this.offerBothVersions();
    if (answer.status === 422) return this.say(TOO_LONG, true);
    if (!answer.ok) return this.say(REFUSED, true);
    this.lastSent = body;
    const isJson = (answer.headers.get("Content-Type") || "").includes("application/json");
    const said = isJson ? await answer.json() : {};
    this.takeBack(said.fields || {});
    this.say(`Saved at ${said.saved_at || clock()}`, false);
  }

  takeBack(fields) {
    const before = new URLSearchParams(this.lastSent);
    for (const [name, value] of Object.entries(fields)) {
      const input = this.form.elements.namedItem(name);
      if (!(input instanceof HTMLInputElement) || input.type !== "hidden") continue;
      input.value = value;
      before.set(name, value);
    }
    this.lastSent = before.toString();
  }

  fail() {
    this.say(FAILED, true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(false), TRY_AGAIN);
  }

  offerBothVersions() {
    this.say(CHANGED, true);
    if (this.both) return;
    this.both = document.createElement("button");
    this.both.type = "button";
    this.both.className = "govuk-button govuk-button--secondary";
    this.both.textContent = "See both versions";
    const keeping = this.form.querySelector("[data-autosave-both]"); // where sending the form does more than saving
    this.both.addEventListener("click", () => this.form.requestSubmit(keeping));
    this.status.after(this.both);
  }

  say(text, failed) {
    this.status.classList.toggle("csa-autosave--failed", failed);
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}

function clock() {
  return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

export function startAutosave() {
  for (const form of document.querySelectorAll("form[data-autosave-url]")) new Autosave(form);
}
