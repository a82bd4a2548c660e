import { words } from './lexicon.ts';

const silentH = /^(?:hour|honest|honou?r|heir)/u;
const vowelSoundingLikeYou =
  /^(?:uni(?!n[a-z]|m[a-z]p)|us(?:e|a|ua|ur|ab)|ut[aeio]|ur[aeio]|eu|ew|ubiq|u$|one\b|once\b|ouija)/u;
const consonantAfterAll = /^(?:unin|unim|unidentified)/u;
/** Acronyms that are spoken as words; all others are spelled letter by letter. */
const spokenAcronyms =
  words(`JSON YAML TOML NASA NATO REST CORS CRUD RAM ROM LAN WAN WASM SAML LDAP BIOS ACID FIFO LIFO GIF JPEG PIN SIM VIM GNU BASH
SOAP SWOT LASER RADAR CAPTCHA OAUTH REPL RAID NAT POSIX DOS DOM DAG GUID CRON COBOL BASIC LISP PASCAL RUST PIP MAC ZIP TAR SWAT LIDAR MIME`);
const vowelNamed = /^[AEFHILMNORSX]/u;
/** Spoken either way, so both articles stand: "a SQL query", "an SQL query". */
const eitherArticle = words(
  'SQL URL URI UUID LDAP FAQ LED SAT LRU MUD RAT UFO EULA herb historic historical hotel u',
);

/** Acronyms with vowels that are spelled all the same. */
const spelledAcronyms =
  words(`API IDE URL URI UI AI ID IP IO OS OAS UID UTC USB USA EU EEA UK AWS EC ECS EKS AMI ARN IAM HTTP HTTPS HTML XHTML XML XMPP SMTP FTP
SFTP IRC MIDI_ LLM RSA AES ECDSA UX US UN CIA FBI NGO MIT IBM AMD EOF EOL AST AOT ISO IEEE IETF ABI ADR ADT APK AUR OCR ORM OTP EMR NIC NPE MVP
MRI RPC RGB RSS FPS FSM FIFO_ LTS LSP LSTM NDA NLP NPM HDD HDR HTPC SDK SMS SSD SSO SVG SPA_ ETA ETL ERP EXE UEFI_ UUID URN UAC UTF USD AP AC AD AM AR`);

function acronymSoundsLikeVowel(acronym: string): boolean | undefined {
  if (spokenAcronyms.has(acronym)) return /^[AEIOU]/u.test(acronym);
  // A word in capitals (NEWS, SELECT) is spoken; an unknown one may be either.
  return spelledAcronyms.has(acronym) || !/[AEIOUY]/u.test(acronym)
    ? vowelNamed.test(acronym)
    : undefined;
}

export function soundsLikeVowel(word: string): boolean | undefined {
  if (eitherArticle.has(word) || eitherArticle.has(word.toLowerCase())) return undefined;
  if (/^[A-Z]{2,}s?$/u.test(word)) return acronymSoundsLikeVowel(word.replace(/s$/u, ''));
  if (!/^[A-Za-z]+(?:'[a-z]+)?$/u.test(word) || /[A-Z]/u.test(word.slice(1))) return undefined;
  const lower = word.toLowerCase();
  if (silentH.test(lower)) return true;
  if (consonantAfterAll.test(lower)) return true;
  if (vowelSoundingLikeYou.test(lower)) return false;
  return /^[aeiou]/u.test(lower);
}
