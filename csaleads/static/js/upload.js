// Sends a file as soon as it is chosen and shows how far it is: <form data-send-files-to="/…" data-most-bytes data-too-large>.
//
// The answer {"waiting": "…", "words": "…"} goes into the hidden input of that name and the line beside the field; the file then
// waits with the person who sent it, and the form goes without it. An answer {"error": "…"} is said beside the field. Nothing of
// this is needed: without it the file goes with the form. Sending the form meanwhile does just that.

const FAILED = "The file could not be sent. Check your connection and choose it again, or go on: it is sent when you save.";

class Upload {
  constructor(form, input) {
    this.form = form;
    this.input = input;
    this.group = input.closest(".govuk-form-group");
    this.known = this.group.querySelector("[data-known-file]");
    this.request = null;
    input.addEventListener("change", () => this.choose());
    form.addEventListener("submit", () => this.stop());
  }

  choose() {
    this.stop();
    this.say("");
    const file = this.input.files[0];
    if (!file) return;
    if (file.size > Number(this.form.dataset.mostBytes)) {
      this.input.value = "";
      this.say(this.form.dataset.tooLarge);
      return;
    }
    this.send(file);
  }

  send(file) {
    const body = new FormData();
    for (const name of ["csrf_token", "waiting"]) body.append(name, this.form.elements.namedItem(name)?.value || "");
    body.append("file", file);
    const request = new XMLHttpRequest();
    this.request = request;
    this.bar = document.createElement("progress");
    this.bar.className = "csa-progress";
    this.bar.max = 100;
    this.bar.setAttribute("aria-label", "How much of the file has been sent");
    this.input.after(this.bar);
    this.known.textContent = `Sending ${file.name} …`;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) this.bar.value = (event.loaded / event.total) * 100;
    });
    request.upload.addEventListener("load", () => {
      this.bar.removeAttribute("value");
      this.known.textContent = `${file.name} has been sent and is being read …`;
    });
    request.addEventListener("load", () => this.finish(request));
    request.addEventListener("error", () => this.fail(FAILED));
    request.open("POST", this.form.dataset.sendFilesTo);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.send(body);
  }

  finish(request) {
    const said = request.response || {};
    if (request.status === 200 && said.waiting) {
      this.tidy();
      this.form.elements.namedItem("waiting").value = said.waiting;
      this.known.textContent = said.words;
      this.input.value = "";
      return;
    }
    if (said.error) this.input.value = "";
    this.fail(request.status === 413 ? this.form.dataset.tooLarge : said.error || FAILED);
  }

  fail(text) {
    this.tidy();
    this.known.textContent = "";
    this.say(text);
  }

  stop() {
    if (!this.request) return;
    this.request.abort();
    this.tidy();
    this.known.textContent = "";
  }

  tidy() {
    this.request = null;
    this.bar?.remove();
  }

  // The message stands where the server would put it, and goes when another file is chosen.
  say(text) {
    const id = `${this.input.id}-error`;
    document.getElementById(id)?.remove();
    this.group.classList.toggle("govuk-form-group--error", Boolean(text));
    this.input.classList.toggle("govuk-file-upload--error", Boolean(text));
    const others = (this.input.getAttribute("aria-describedby") || "").split(" ").filter((each) => each && each !== id);
    this.input.setAttribute("aria-describedby", [...others, ...(text ? [id] : [])].join(" "));
    if (!text) return this.input.removeAttribute("aria-invalid");
    const line = document.createElement("p");
    line.id = id;
    line.className = "govuk-error-message";
    line.setAttribute("role", "alert");
    const hidden = document.createElement("span");
    hidden.className = "govuk-visually-hidden";
    hidden.textContent = "Error: ";
    line.append(hidden, text);
    this.input.before(line);
    this.input.setAttribute("aria-invalid", "true");
  }
}

export function startUploads() {
  for (const form of document.querySelectorAll("form[data-send-files-to]")) {
    for (const input of form.querySelectorAll("input[type=file]")) new Upload(form, input);
  }
}
