"use strict";

/** Reads an event but for its large parts: each is read when it is first asked for. */

/** By which console.log and util.inspect ask an object how to show it. */
const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/** The member of an object that finds a part of it by its name. */
const PARTS = Symbol("nextgen.parts");

/**
 * Returns the event in a text. `places` holds for each large part of `data.object` where its name and its value
 * begin and end, from the second item on; `slice` returns a piece of the text by such places.
 */
function readInParts(slice, end, places) {
  const texts = [];
  let rest = "";
  let at = 0;
  for (let index = 1; index < places.length; index += 4) {
    const [nameFrom, nameTo, from, to] = places.slice(index, index + 4);
    texts.push([slice(nameFrom, nameTo), slice(from, to)]);
    rest += `${slice(at, from)}null`;
    at = to;
  }
  const event = JSON.parse(rest + slice(at, end));
  setAside(event.data.object, texts);
  return event;
}

/** Gives an object a property for each part that reads its text at the first look, and is an ordinary one from then on. */
function setAside(object, texts) {
  const parts = texts.map(([name, text]) => ({ object, name, property: property(name), text, value: undefined }));
  // A function is what no wrapper of objects looks into.
  hide(object, PARTS, (wanted) => parts.find(({ name }) => name === wanted));
  hide(object, INSPECT, function shown() {
    const copy = { ...this };
    // Once its parts are read it is an object like any other, unless it was sealed or frozen before.
    if (this !== object || !Reflect.deleteProperty(object, INSPECT)) return copy;
    Reflect.deleteProperty(object, PARTS);
    return object;
  });
  for (const { name, property } of parts) Object.defineProperty(object, name, property);
}

function hide(object, symbol, value) {
  Object.defineProperty(object, symbol, { value, enumerable: false, configurable: true });
}

/**
 * The properties of parts, by name. One of its own for each object would keep that object alive, as V8 frees accessors
 * late. There are as many as the API has fields that may be large; names beyond that are not kept for good.
 */
const properties = new Map();

const MOST_PROPERTIES = 256;

function property(name) {
  let known = properties.get(name);
  if (known) return known;
  known = {
    get() {
      const part = partOf(this, name);
      if (part.text !== undefined) settle(part, JSON.parse(part.text));
      return part.value;
    },
    set(value) {
      const isFrozen = Object.isFrozen(this);
      if (!isFrozen && Reflect.defineProperty(this, name, plain(value))) return;
      const part = partOf(this, name);
      // One that was sealed can be written to still, in its part; a copy of it has none of its own.
      if (isFrozen || part.object !== this) throw new TypeError(`Cannot assign to read only property '${name}' of object`);
      settle(part, value);
    },
    enumerable: true,
    configurable: true,
  };
  if (properties.size === MOST_PROPERTIES) properties.clear();
  properties.set(name, known);
  return known;
}

function partOf(object, name) {
  const part = object[PARTS]?.(name);
  if (part) return part;
  throw new TypeError(`The property '${name}' belongs to the event that it was taken from: copy its value instead`);
}

/** Makes the property an ordinary one. If the object was sealed or frozen it stays, and the part holds the value. */
function settle(part, value) {
  const { object, name, property } = part;
  part.value = value;
  part.text = undefined;
  // It may be gone since, or another, while a copy has it still.
  const now = Object.getOwnPropertyDescriptor(object, name);
  if (now?.get === property.get) Reflect.defineProperty(object, name, plain(value));
}

function plain(value) {
  return { value, writable: true, enumerable: true, configurable: true };
}

module.exports = { readInParts };
