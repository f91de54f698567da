// Leads on to where the page has moved, with the fragment of the address that was asked for.

const target = new URL(document.getElementById("_target").href);
target.hash = location.hash || target.hash;
location.replace(target);
