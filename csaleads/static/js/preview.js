// Shows how a text will look, below it and without leaving the page: for every block of components/preview.html.
//
// The text goes to the address in data-preview-to, under the name of its box and with the CSRF token of its form. What comes back
// was made safe by the server; it is read as a document of its own, in which nothing runs, and only then put into the page.
// Without scripts, or if this one does not run, the button sends the form, and the page comes back with the preview.

const EMPTY = "Nothing has been typed yet.";
const SHOWN = "The preview is below.";
const OLD = "You have changed the text. Preview it again to see how it looks now.";
const FAILED = "The preview could not be made. Check your connection and try again. Your words are still here.";
const SIGNED_OUT = "You have been signed out, so there is no preview. Send the form as usual: you sign in again, and what you typed is kept.";
const TOO_OFTEN = "That was often in a short time. Wait a minute and try again.";
const TOO_LONG = "The text is too long to be shown. Shorten it and try again.";

class Preview {
  constructor(block, area) {
    this.area = area;
    this.form = area.form;
    this.address = block.dataset.previewTo;
    this.button = block.querySelector("[data-preview-button]");
    this.status = block.querySelector("[data-preview-status]");
    this.section = block.querySelector("[data-preview-shown]");
    this.text = block.querySelector("[data-preview-text]");
    this.last = this.section.hidden ? null : area.value;
    this.number = 0;
    this.button.type = "button"; // so that Enter in a box of the form does what the form is for
    this.button.setAttribute("aria-controls", this.section.id);
    this.button.addEventListener("click", () => this.ask());
    area.addEventListener("input", () => this.follow());
  }

  async ask() {
    this.number += 1;
    const number = this.number;
    const asked = this.area.value;
    this.say("Making the preview …", false);
    const answer = await this.fetch(asked);
    if (number !== this.number) return; // pressed again meanwhile: only the last answer counts
    if (answer.error) return this.say(answer.error, true);
    this.show(answer.html, asked);
  }

  async fetch(text) {
    const token = this.form.elements.namedItem("csrf_token")?.value || "";
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        body: new URLSearchParams([["csrf_token", token], [this.area.name, text]]).toString(),
        headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
        credentials: "same-origin",
        mode: "same-origin",
        redirect: "manual",
        cache: "no-store",
      });
      return await this.read(answer);
    } catch {
      return { error: FAILED };
    }
  }

  async read(answer) {
    if (answer.type === "opaqueredirect" || answer.status === 401) return { error: SIGNED_OUT };
    if (answer.status === 429) return { error: TOO_OFTEN };
    if (answer.status === 413) return { error: TOO_LONG };
    const isJson = (answer.headers.get("Content-Type") || "").includes("application/json");
    const said = isJson ? await answer.json() : {};
    if (answer.ok && typeof said.html === "string") return said;
    return { error: typeof said.error === "string" ? said.error : FAILED };
  }

  show(html, asked) {
    const read = new DOMParser().parseFromString(html, "text/html");
    this.text.replaceChildren(...(html.trim() ? read.body.childNodes : [EMPTY]));
    this.section.hidden = false;
    this.last = asked;
    this.say(SHOWN, false);
    this.follow();
  }

  // What is shown is of a text that has changed since: that is said once, beside the button.
  follow() {
    if (this.last === null) return;
    const isOld = this.area.value !== this.last;
    this.section.classList.toggle("csa-preview--old", isOld);
    if (isOld) this.say(OLD, false);
    else if (this.status.textContent === OLD) this.say(SHOWN, false);
  }

  say(text, failed) {
    this.status.classList.toggle("csa-previewing__status--failed", failed);
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}

export function startPreviews() {
  for (const block of document.querySelectorAll("[data-preview-to]")) {
    const area = document.getElementById(block.dataset.previewOf);
    if (area && area.form) new Preview(block, area);
  }
}
