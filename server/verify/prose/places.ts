import { words } from './lexicon.ts';

/** Countries of one word that stand without an article. */
export const countries =
  words(`afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahrain bangladesh barbados
belarus belgium belize benin bhutan bolivia bosnia botswana brazil britain brunei bulgaria burundi cambodia cameroon canada chile china colombia croatia
cuba cyprus czechia denmark dominica ecuador egypt england eritrea estonia ethiopia fiji finland france gabon georgia germany ghana greece greenland
grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya
kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg madagascar malawi malaysia mali malta mauritania
mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal nicaragua niger nigeria norway oman pakistan palestine
panama paraguay peru poland portugal qatar romania russia rwanda samoa scotland senegal serbia singapore slovakia slovenia somalia spain sudan suriname
sweden switzerland syria taiwan tajikistan tanzania thailand togo tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam wales
yemen zambia zimbabwe europe asia africa`);

/** Cities of one word. */
export const cities =
  words(`amsterdam athens atlanta auckland baghdad bangkok barcelona beijing beirut belfast belgrade berlin bern birmingham bogota bologna
bombay bordeaux boston bratislava brisbane bristol brussels bucharest budapest cairo calcutta cambridge cardiff chicago cologne copenhagen dallas damascus
delhi denver dresden dubai dublin edinburgh florence frankfurt geneva genoa glasgow gothenburg hamburg hanoi havana helsinki houston istanbul jakarta
jerusalem johannesburg karachi kiev krakow kyiv kyoto lagos leeds leipzig lisbon liverpool ljubljana london lyon madrid manchester manila marseille
melbourne miami milan minsk montreal moscow mumbai munich nairobi naples nice osaka oslo oxford palermo paris philadelphia portland porto prague quebec
reykjavik riga rome rotterdam salzburg santiago sarajevo seattle seoul seville shanghai sofia stockholm stuttgart sydney tallinn tehran tokyo toronto
turin vancouver venice verona vienna vilnius warsaw wellington zagreb zurich`);

/** Countries and cities of one word, in small letters. */
export const places: ReadonlySet<string> = new Set([...countries, ...cities]);
