import { namesOfRegion, regionOf } from './country.ts';

/** Names of one city in several languages, a city a line. One that is called alike everywhere needs no line. */
const CITIES = `
  cologne|köln|koeln|koln
  munich|münchen|muenchen|munchen
  nuremberg|nürnberg|nuernberg|nurnberg
  hanover|hannover
  brunswick|braunschweig
  düsseldorf|duesseldorf|dusseldorf
  frankfurt|frankfurt am main|frankfurt/main
  vienna|wien
  zurich|zürich|zuerich
  geneva|genève|geneve|genf
  basel|bâle|basle
  bern|berne
  lucerne|luzern
  brussels|bruxelles|brussel|brüssel|bruessel
  antwerp|antwerpen|anvers
  ghent|gent|gand
  bruges|brugge
  liège|liege|lüttich
  the hague|den haag|hague
  lisbon|lisboa|lissabon|lisbonne
  porto|oporto
  seville|sevilla
  zaragoza|saragossa
  milan|milano|mailand
  rome|roma|rom
  turin|torino
  naples|napoli|neapel
  florence|firenze|florenz
  venice|venezia|venedig
  genoa|genova|genua
  strasbourg|straßburg|strassburg
  lyon|lyons
  marseille|marseilles
  nice|nizza
  copenhagen|københavn|kobenhavn|kopenhagen|köpenhamn
  aarhus|århus
  gothenburg|göteborg|goteborg
  malmö|malmo|malmoe
  helsinki|helsingfors
  prague|praha|prag
  brno|brünn
  warsaw|warszawa|warschau
  krakow|kraków|cracow|krakau
  wroclaw|wrocław|breslau
  gdansk|gdańsk|danzig
  poznan|poznań|posen
  bucharest|bucurești|bucuresti|bukarest
  belgrade|beograd|belgrad
  bratislava|pressburg
  athens|athen|αθήνα|athina
  moscow|moskva|moskau|москва
  kyiv|kiev|kiew|київ
  são paulo|sao paulo
  mexico city|ciudad de méxico|ciudad de mexico
  new york|new york city|nyc
  montreal|montréal
  québec|quebec|quebec city
  beijing|peking|北京
  tokyo|tokio|東京
  mumbai|bombay
  bengaluru|bangalore
`
  .trim()
  .split('\n')
  .map((line) => line.trim().split('|'));

/** All names by which records may have a place, in small letters: the city's in several languages, the country's and its codes. */
export interface PlaceNames {
  cities: readonly string[];
  countries: readonly string[];
}

/** A place as somebody typed it; `the` before a country's name does not count. */
export function placeNames(typed: string): PlaceNames {
  const words = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  const region = regionOf(words.replace(/^the /, ''));
  return {
    cities: CITIES.find((names) => names.includes(words)) ?? [words],
    countries: region === null ? [] : namesOfRegion(region),
  };
}
