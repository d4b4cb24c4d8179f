// A help where there is JavaScript; the page reads the same without.
// A click on marked words chooses their attribution, Escape lets it go, and the list follows the text.
"use strict";

// The target changes, the page stays where it is.
const choose = (hash) => {
  const { scrollX, scrollY } = window;
  location.replace(hash);
  scrollTo(scrollX, scrollY);
};

const numberOf = (element) => {
  const name = [...element.classList].find((name) => /^i\d+$/.test(name));
  return name && document.querySelector(`a.number.${name}`);
};

document.querySelector(".text")?.addEventListener("click", (event) => {
  if (event.target.closest("a, [tabindex='0']") || !getSelection().isCollapsed) return;
  const segment = event.target.closest("span, time");
  const number = segment && numberOf(segment);
  if (number) choose(`#${number.id}`);
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && location.hash) choose("#");
});

const follow = () => {
  const entry = document.getElementById(`on-${location.hash.slice(1)}`);
  const aside = document.getElementById("on-record");
  if (!entry || getComputedStyle(aside).overflowY !== "auto") return;
  const top = entry.getBoundingClientRect().top - aside.getBoundingClientRect().top;
  if (top < 0 || top + entry.offsetHeight > aside.clientHeight) {
    aside.scrollTop += top - aside.clientHeight / 3;
  }
};
addEventListener("hashchange", follow);
addEventListener("load", follow);
