"use strict";

/** Puts the objects of a page together again from the rows that it came in; see `call_rows` in the core's bridge. */

/**
 * V8 copies an object with all its members at once where a place in the code has seen no more than four shapes of
 * them; so there are several such places, for objects of different numbers of members.
 */
const COPIES = [
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
  (object) => ({ ...object }),
];

/** The rows that are being read, and where. */
let values;
let at = 0;

/** Returns the page, whole. */
function pageOf({ page, members, rows }) {
  const template = templateOf(members);
  values = rows;
  at = 0;
  while (at < rows.length) page.data.push(member(template));
  values = undefined;
  return page;
}

/** What objects with those members are made from. */
function templateOf(members) {
  const names = Object.keys(members);
  const inside = names.map((name) => (members[name] === 0 ? undefined : templateOf(members[name])));
  return { members, names, inside, copy: COPIES[names.length % COPIES.length] };
}

function member(template) {
  const asItCame = values[at++] === 1;
  return asItCame ? values[at++] : objectOf(template);
}

function objectOf({ members, names, inside, copy }) {
  const object = copy(members);
  for (let index = 0; index < names.length; index += 1) {
    const template = inside[index];
    object[names[index]] = template === undefined ? values[at++] : member(template);
  }
  return object;
}

module.exports = { pageOf };
