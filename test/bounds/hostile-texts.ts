/** What clears a screen, in two ways, colours and turns the direction of what follows, and begins a line of its own. */
export const HOSTILE = 'a\u001b[2J\u009b2J\u001b[31m\u202e\nerror: b\r\tc\u007f\u0085\u2028\u{e0041}d\ud800';

/** 1 MB. */
export const LONG = 'x'.repeat(1_000_000);

/** Whatever a terminal would obey or hide; newlines stay, since a text may have lines. */
export const CONTROL = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
