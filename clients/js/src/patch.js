// JSON Merge Patch, RFC 7396. Pure: the target stays as it was.

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value that the patch makes of the target. Arrays are replaced whole, a null takes its member away. */
export function mergePatch(target, patch) {
  if (!isObject(patch)) {
    return patch;
  }
  const merged = isObject(target) ? { ...target } : {};
  for (const [name, change] of Object.entries(patch)) {
    if (change === null) {
      delete merged[name];
    } else {
      merged[name] = mergePatch(merged[name], change);
    }
  }
  return merged;
}
