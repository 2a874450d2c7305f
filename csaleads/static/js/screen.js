// Marks what could identify somebody while one types, and offers a neutral wording: for every <textarea data-screen>.
// Where it says data-screen="strict", as for a post that all areas read, exact ages and places below region are marked too; what
// data-screen-knows names tells the server which colleagues the text may name, so that they are not marked.
//
// A moment after typing stops, the texts of a form go to the address in <meta name="csa-screen"> together, so that one person
// has one name in all of them. One request at a time; what comes back is shown where the text still says the same. Marks lie in
// a layer over the box that takes no clicks; the list under the box says why and has a button for each suggestion. Nothing here
// is needed: whatever is sent is screened again.

const PAUSE = 900;
const NOT_CHECKED = "Not checked at the moment; it is checked when you send it.";
const TOO_LONG = "Too long to be checked while you type; it is checked when you send it.";

class Box {
  constructor(area, onChange) {
    this.area = area;
    this.text = area.value;
    this.found = [];
    this.build();
    area.addEventListener("input", () => {
      this.follow();
      onChange();
    });
    area.addEventListener("scroll", () => this.align());
    new ResizeObserver(() => this.align()).observe(area);
  }

  build() {
    this.layer = element("div", "csa-screen__layer");
    this.layer.setAttribute("aria-hidden", "true");
    this.list = element("ul", "csa-screen__list");
    this.status = element("p", "csa-screen__status");
    this.status.setAttribute("role", "status");
    this.status.id = `${this.area.id}-found`;
    const described = this.area.getAttribute("aria-describedby");
    this.area.setAttribute("aria-describedby", described ? `${described} ${this.status.id}` : this.status.id);
    // The box stays where it is: moved, it would lose the focus of somebody who types in it already.
    this.area.after(this.layer, this.status, this.list);
  }

  // The text has changed: marks before the change stay, those after it move along, those within it go.
  follow() {
    const before = this.text;
    const now = this.area.value;
    let head = 0;
    const shorter = Math.min(before.length, now.length);
    while (head < shorter && before[head] === now[head]) head += 1;
    let tail = 0;
    while (tail < shorter - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
    const last = before.length - tail;
    const shift = now.length - before.length;
    this.found = this.found
      .filter((one) => one.replaceEnd <= head || one.replaceStart >= last)
      .map((one) => (one.replaceStart >= last ? moved(one, shift) : one));
    this.text = now;
    this.draw();
  }

  show(found, asked) {
    if (asked !== this.area.value) return false;
    this.text = asked;
    this.found = found;
    this.draw();
    return true;
  }

  draw() {
    this.drawLayer();
    this.drawList();
    const count = this.questions().length;
    this.say(count === 0 ? "" : count === 1 ? "One thing here could identify somebody." : `${count} things here could identify somebody.`);
  }

  drawLayer() {
    const pieces = [];
    let at = 0;
    for (const one of this.found) {
      if (one.start < at) continue;
      pieces.push(this.text.slice(at, one.start));
      const mark = document.createElement("mark");
      mark.textContent = this.text.slice(one.start, one.end);
      pieces.push(mark);
      at = one.end;
    }
    pieces.push(`${this.text.slice(at)}\n`); // a last line that is empty has a height too
    this.layer.replaceChildren(...pieces);
    this.align();
  }

  align() {
    this.layer.style.height = `${this.area.offsetHeight}px`; // other lines stand in the frame, too
    this.layer.classList.toggle("csa-screen__layer--scrolls", this.area.scrollHeight > this.area.clientHeight);
    this.layer.scrollTop = this.area.scrollTop;
    this.layer.scrollLeft = this.area.scrollLeft;
  }

  // The same word in several places is one line of the list.
  questions() {
    const groups = new Map();
    for (const one of this.found) groups.set(one.same, [...(groups.get(one.same) || []), one]);
    return [...groups.values()];
  }

  // A line that is there already stays the element that it is, so that focus is not lost.
  drawList() {
    const lines = this.questions().map((places) => this.line(places));
    const same = lines.length === this.list.children.length && lines.every((line, n) => line.dataset.says === this.list.children[n].dataset.says);
    if (!same) this.list.replaceChildren(...lines);
  }

  line(places) {
    const first = places[0];
    const words = this.text.slice(first.start, first.end);
    const line = element("li", "csa-screen__line");
    const text = element("span", "csa-screen__text");
    text.append(strong(words), ` – ${first.reason}${places.length > 1 ? ` In ${places.length} places here.` : ""}`);
    const button = element("button", "govuk-button govuk-button--secondary csa-screen__use");
    button.type = "button";
    button.append(`Use “${first.suggestion}”`, hidden(` instead of ${words}`));
    button.addEventListener("click", () => this.use(first.same));
    line.append(text, button);
    line.dataset.says = `${words}|${first.suggestion}|${places.length}`;
    return line;
  }

  // Written as if typed, so that Ctrl+Z takes it back and a draft saves itself.
  use(same) {
    const places = this.found.filter((one) => one.same === same).sort((a, b) => b.replaceStart - a.replaceStart);
    const number = this.questions().findIndex((group) => group[0].same === same);
    this.area.focus({ preventScroll: true });
    for (const one of places) {
      this.area.setSelectionRange(one.replaceStart, one.replaceEnd);
      if (!document.execCommand("insertText", false, one.suggestion)) {
        this.area.setRangeText(one.suggestion, one.replaceStart, one.replaceEnd, "end");
        this.area.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
    const next = this.list.querySelectorAll("button")[number] || this.list.querySelector("button");
    if (next) next.focus();
  }

  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}

class FormScreen {
  constructor(form, areas, address, token) {
    this.address = address;
    this.token = token;
    this.timer = null;
    this.asking = false;
    this.again = false;
    this.strict = areas.some((area) => area.dataset.screen === "strict"); // a form belongs to one subject, strict as a whole
    const knowing = areas.map((area, n) => [String(n), area.dataset.screenKnows]).filter(([, whom]) => whom);
    this.knows = Object.fromEntries(knowing);
    this.boxes = areas.map((area) => new Box(area, () => this.plan()));
    form.addEventListener("reset", () => this.plan());
    if (this.boxes.some((box) => box.area.value)) this.ask();
  }

  plan() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    const asked = this.boxes.map((box) => box.area.value);
    const texts = Object.fromEntries(asked.map((text, n) => [String(n), text]));
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        body: JSON.stringify({ texts, strict: this.strict, knows: this.knows }),
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token },
        credentials: "same-origin",
        redirect: "manual",
        cache: "no-store",
      });
      if (answer.status === 422) this.sayOfEach(TOO_LONG);
      else if (!answer.ok) this.sayOfEach(NOT_CHECKED);
      else this.show((await answer.json()).found, asked);
    } catch {
      this.sayOfEach(NOT_CHECKED);
    }
    this.asking = false;
    if (this.again) {
      this.again = false;
      this.plan();
    }
  }

  show(found, asked) {
    const shown = this.boxes.map((box, n) => box.show(found[String(n)] || [], asked[n]));
    if (shown.includes(false)) this.again = true;
  }

  sayOfEach(text) {
    for (const box of this.boxes) if (box.area.value) box.say(text);
  }
}

function moved(one, shift) {
  return {
    ...one,
    start: one.start + shift,
    end: one.end + shift,
    replaceStart: one.replaceStart + shift,
    replaceEnd: one.replaceEnd + shift,
  };
}

function element(name, className) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

function strong(text) {
  const made = document.createElement("strong");
  made.textContent = text;
  return made;
}

function hidden(text) {
  const made = element("span", "govuk-visually-hidden");
  made.textContent = text;
  return made;
}

export function startScreening() {
  const address = document.querySelector("meta[name=csa-screen]");
  if (!address || !window.ResizeObserver) return;
  for (const form of document.querySelectorAll("form")) {
    const areas = [...form.querySelectorAll("textarea[data-screen]")];
    const token = form.querySelector("input[name=csrf_token]");
    if (areas.length && token) new FormScreen(form, areas, address.content, token.value);
  }
}
