/** As much of Fengari as is used here; it has no types of its own. */
declare module 'fengari' {
  interface LuaState {
    readonly kind: 'LuaState';
  }
  type LuaString = Uint8Array;

  export const lua: {
    readonly LUA_OK: number;
    readonly LUA_TTABLE: number;
    lua_pcall(state: LuaState, args: number, results: number, handler: number): number;
    lua_pop(state: LuaState, count: number): void;
    lua_pushboolean(state: LuaState, value: boolean): void;
    lua_pushnil(state: LuaState): void;
    lua_pushnumber(state: LuaState, value: number): void;
    lua_pushstring(state: LuaState, value: LuaString): void;
    lua_createtable(state: LuaState, items: number, fields: number): void;
    lua_setfield(state: LuaState, index: number, name: LuaString): void;
    lua_rawseti(state: LuaState, index: number, position: number): void;
    lua_getfield(state: LuaState, index: number, name: LuaString): number;
    lua_setglobal(state: LuaState, name: LuaString): void;
    lua_tojsstring(state: LuaState, index: number): string | null;
    lua_type(state: LuaState, index: number): number;
  };
  export const lauxlib: {
    luaL_newstate(): LuaState;
    luaL_loadstring(state: LuaState, text: LuaString): number;
    luaL_requiref(state: LuaState, name: LuaString, open: (state: LuaState) => number, global: boolean): void;
  };
  export const lualib: {
    readonly luaopen_base: (state: LuaState) => number;
    readonly luaopen_table: (state: LuaState) => number;
  };
  export function to_luastring(text: string): LuaString;
}
