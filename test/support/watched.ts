/** An object that counts how often something of it is asked for: what speed is held to, since no test asserts on time. */
export function watched<T extends object>(object: T): { readonly object: T; readonly looks: () => number } {
  let looks = 0;
  const get = (target: T, key: string | symbol): unknown => {
    looks++;
    return Reflect.get(target, key);
  };
  return { object: new Proxy(object, { get }), looks: () => looks };
}
