import { lauxlib, lua, lualib, to_luastring } from 'fengari';

export interface ArgoHealth {
  readonly status: string;
  readonly message: string;
}

type State = ReturnType<typeof lauxlib.luaL_newstate>;

/** What a health script says of an object, with the libraries alone that Argo CD gives it: base and table. */
export function argoHealth(script: string, object: unknown): ArgoHealth {
  const state = lauxlib.luaL_newstate();
  for (const [name, open] of [
    ['_G', lualib.luaopen_base],
    ['table', lualib.luaopen_table],
  ] as const) {
    lauxlib.luaL_requiref(state, to_luastring(name), open, true);
    lua.lua_pop(state, 1);
  }
  push(state, object);
  lua.lua_setglobal(state, to_luastring('obj'));
  const loaded = lauxlib.luaL_loadstring(state, to_luastring(script));
  if (loaded !== lua.LUA_OK || lua.lua_pcall(state, 0, 1, 0) !== lua.LUA_OK) {
    throw new Error(lua.lua_tojsstring(state, -1) ?? 'no message');
  }
  if (lua.lua_type(state, -1) !== lua.LUA_TTABLE) throw new Error('the script answers with no table');
  return { status: field(state, 'status'), message: field(state, 'message') };
}

function field(state: State, name: string): string {
  lua.lua_getfield(state, -1, to_luastring(name));
  const value = lua.lua_tojsstring(state, -1);
  lua.lua_pop(state, 1);
  if (value === null) throw new Error(`the script says no ${name}`);
  return value;
}

/** As JSON becomes Lua's: null is nil, and so is not there. */
function push(state: State, value: unknown): void {
  if (typeof value === 'string') lua.lua_pushstring(state, to_luastring(value));
  else if (typeof value === 'number') lua.lua_pushnumber(state, value);
  else if (typeof value === 'boolean') lua.lua_pushboolean(state, value);
  else if (Array.isArray(value)) {
    lua.lua_createtable(state, value.length, 0);
    for (const [at, item] of value.entries()) {
      push(state, item);
      lua.lua_rawseti(state, -2, at + 1);
    }
  } else if (typeof value === 'object' && value !== null) {
    lua.lua_createtable(state, 0, 0);
    for (const [name, member] of Object.entries(value)) {
      push(state, member);
      lua.lua_setfield(state, -2, to_luastring(name));
    }
  } else lua.lua_pushnil(state);
}
