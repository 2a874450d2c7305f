"""What a real browser makes of every post: nothing runs, nothing is fetched, nothing changes when it is read again."""

import json

import pytest
from playwright.sync_api import Browser

from csaleads.core.markdown import markdown_post
from tests.core.posts.reading import ATTRIBUTES, PAYLOADS, PLAIN, SITE, STYLED, Everybody
from tests.core.posts.test_harm import FURTHER, STRUCTURES

pytestmark = pytest.mark.browser

# Without a policy that would stop scripts: what stands in a post must not need one. Each post is put in as a page from the server
# would be, read by the parser of documents, and once more from what the browser writes of it.
READ = """
async (posts) => {
  window.hits = [];
  window.alert = (what) => window.hits.push(what);
  const wrong = [];
  const allowed = new Map(Object.entries(ALLOWED));
  const page = (html) => `<main><div id="before">${html}</div><p id="after">after</p></main>`;
  const judge = (root, post) => {
    const [before, after] = root.querySelector("main").children;
    if (before.id !== "before" || after.id !== "after" || after.textContent !== "after") wrong.push(["page", post]);
    if (root.querySelector("main").children.length !== 2) wrong.push(["page", post]);
    for (const one of before.querySelectorAll("*")) {
      const attributes = allowed.get(one.localName);
      if (!attributes || one.namespaceURI !== "http://www.w3.org/1999/xhtml") wrong.push([one.localName, post]);
      else for (const each of one.attributes) if (!attributes.includes(each.name)) wrong.push([each.name, post]);
      const leads = one.getAttribute("href");
      if (leads !== null && !/^(https?|mailto):$/.test(new URL(leads, location).protocol)) wrong.push([leads, post]);
    }
    const written = [...post.matchAll(/<([a-z0-9]+)/g)].map((found) => found[1]);
    const read = [...before.querySelectorAll("*")].map((one) => one.localName);
    if (written.join() !== read.join()) wrong.push(["moved", post]);
    return before.innerHTML;
  };
  for (const post of posts) {
    const read = new DOMParser().parseFromString(page(post), "text/html");
    const first = judge(read, post);
    document.body.innerHTML = page(first);
    if (judge(document, post) !== first) wrong.push(["changes", post]);
    const template = document.createElement("template");
    template.innerHTML = page(document.getElementById("before").innerHTML);
    if (judge(template.content, post) !== first) wrong.push(["changes in a template", post]);
    for (const each of document.querySelectorAll("#before *")) {
      each.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
      each.dispatchEvent(new FocusEvent("focus"));
    }
  }
  await new Promise((done) => setTimeout(done, 300));
  return { hits: window.hits, wrong: wrong.slice(0, 5) };
}
"""
ALLOWED = {name: sorted(ATTRIBUTES.get(name, set())) for name in sorted(PLAIN | STYLED)}


def test_no_post_does_anything_in_a_browser(browser: Browser) -> None:
    texts = [
        structure.replace("{}", payload)
        for payload in (each for kind in PAYLOADS.values() for each in kind)
        for structure in STRUCTURES + FURTHER
    ]
    posts = [str(markdown_post(text, resolve=Everybody(), site=SITE).html) for text in texts]
    page = browser.new_page()
    fetched: list[str] = []
    page.route(
        "**/*", lambda route: (fetched.append(route.request.url), route.fulfill(body="<p>here</p>"))[1]
    )
    page.goto(f"{SITE}/here")
    fetched.clear()

    seen = page.evaluate(READ.replace("ALLOWED", json.dumps(ALLOWED)), posts)

    assert seen == {"hits": [], "wrong": []}
    assert fetched == []
    assert len(posts) > 6_000
    page.close()


@pytest.mark.parametrize(
    "harm",
    [
        "<img src=x onerror=alert(1)>",
        "<p onmouseover=alert(1)>x</p>",
        "</div><p>out</p>",
        "<svg></svg>",
        "<table><p>x</p></table>",
    ],
)
def test_harm_would_be_noticed(browser: Browser, harm: str) -> None:
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<p>here</p>"))
    page.goto(f"{SITE}/here")

    seen = page.evaluate(READ.replace("ALLOWED", json.dumps(ALLOWED)), [harm])

    assert seen["hits"] or seen["wrong"]
    page.close()
