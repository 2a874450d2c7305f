// Notes how far somebody has read a thread: <form data-reading data-seen="12"> below <ol data-thread>.
//
// A post counts as read when half of it, or half a window of it, was in view for a moment. The highest such number goes to the
// address of the form, at most every few seconds, and when the page is hidden or left. Nothing is ever taken back by it.

const MOMENT = 1000;
const PAUSE = 4000;

class Reading {
  constructor(form, posts) {
    this.form = form;
    this.sent = Number(form.dataset.seen);
    this.highest = this.sent;
    this.timer = null;
    this.waits = new Map();
    form.hidden = true;
    const observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.look(entry)), {
      threshold: [0, 0.1, 0.25, 0.5, 0.75, 1],
    });
    for (const post of posts) observer.observe(post);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.leave();
    });
    window.addEventListener("pagehide", () => this.leave());
  }

  look(entry) {
    const windowHeight = entry.rootBounds ? entry.rootBounds.height : window.innerHeight;
    const inView = entry.intersectionRatio >= 0.5 || entry.intersectionRect.height >= windowHeight / 2;
    const post = entry.target;
    if (!inView) {
      clearTimeout(this.waits.get(post));
      this.waits.delete(post);
    } else if (!this.waits.has(post)) {
      this.waits.set(post, setTimeout(() => this.note(Number(post.dataset.number)), MOMENT));
    }
  }

  note(number) {
    if (document.visibilityState === "hidden" || number <= this.highest) return;
    this.highest = number;
    if (!this.timer) this.timer = setTimeout(() => this.send(), this.sent === Number(this.form.dataset.seen) ? 0 : PAUSE);
  }

  leave() {
    clearTimeout(this.timer);
    this.send();
  }

  async send() {
    this.timer = null;
    const number = this.highest;
    if (number <= this.sent) return;
    const before = this.sent;
    this.sent = number;
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: new URLSearchParams({
          csrf_token: this.form.elements.namedItem("csrf_token").value,
          number: String(number),
          by_script: "1",
        }),
        credentials: "same-origin",
        redirect: "manual",
        keepalive: true,
      });
      if (!answer.ok) throw new Error(String(answer.status));
    } catch {
      this.sent = Math.min(this.sent, before);
      this.form.hidden = false; // the button says it as well, and leads to sign-in where that is what is missing
    }
  }
}

export function startReading() {
  const form = document.querySelector("form[data-reading]");
  const posts = document.querySelectorAll("ol[data-thread] > li.csa-post[data-number]");
  if (form && posts.length && "IntersectionObserver" in window) new Reading(form, posts);
}
