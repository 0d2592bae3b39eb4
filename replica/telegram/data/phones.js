// Follows the channels: what is new or edited takes its place, what the reader unfolded stays open.
const toEnd = (box) => { box.scrollTop = box.scrollHeight; };
const unfolded = (box) => [...box.querySelectorAll("blockquote[onclick]:not(.folded)")].map((quote) => quote.closest("article").id);

function replace(box, fresh) {
  for (const id of unfolded(box)) {
    fresh.querySelectorAll(`#${id} .folded`).forEach((quote) => quote.classList.remove("folded"));
  }
  box.replaceWith(fresh);
  toEnd(fresh);
}

async function follow(shown) {
  const page = await (await fetch(location.href)).text();
  if (shown !== undefined && page !== shown) {
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelectorAll(".messages");
    document.querySelectorAll(".messages").forEach((box, number) => replace(box, fresh[number]));
  }
  return page;
}

document.querySelectorAll(".messages").forEach(toEnd);
let shown;
setInterval(() => follow(shown).then((page) => { shown = page; }, () => {}), 1000);
