# Klöver in Swedish. A key stands in both catalogues, in the same order.

# Rooms
room-clusters = Kluster
room-activities = Aktiviteter
room-initiatives = Initiativ
room-themes = Teman
room-challenges = Utmaningar
room-results = Resultat
room-clippings = Notiser
room-organisations = Organisationer
room-search = Sök
room-calendar = Kalender
room-map = Karta
room-numbers = Siffror
room-about = Om nätverket
room-about-data = Om uppgifterna
room-about-accessibility = Tillgänglighet
room-about-privacy = Personuppgifter
room-clusters-what = vilka de är och var de finns
room-activities-what = kurser, fältdagar och möten
room-initiatives-what = projekt och annat som pågår över tid
room-themes-what = vad allt handlar om
room-challenges-what = det som nätverket tar sig an ihop
room-results-what = kunskap i kort form
room-clippings-what = länkar värda att läsa
room-organisations-what = de som klustren arbetar med

# Around every page
skip-to-content = Hoppa till innehållet
menu = Meny
main-menu = Huvudmeny
close = Stäng
home = Hem
breadcrumb = Du är här
other-language = English
sample-note = Det här är en provsajt med exempeldata. Klustren har inte bekräftat den.
sample-more = Om provsajten
footer-menu = Hitta på sajten
footer-facts-text = Varje sida säger var uppgifterna är lästa och när. Hittar du ett fel? Källan står på sidan.
colophon = Karta: SCB och Natural Earth. Orter: GeoNames (CC BY 4.0). Byggd med Klöver, fri programvara.
only-in-swedish = Texten finns bara på engelska.
themes-label = Teman
undated = utan datum
paging = Fler
paging-next = Visa fler
sources = Källor
read-at = Läst på
read-on-pages = Läst på öppna webbsidor, senast { $day }.
read-not-confirmed = Läst på öppna webbsidor, senast { $day }. Klustret har inte bekräftat uppgifterna.
not-confirmed = Klustret har inte bekräftat uppgifterna.
confirmed = Bekräftat av klustret { $day }.

# Home
find-cluster = Hitta ditt kluster
find-button = Visa närmaste
find-hint = Skriv en ort, till exempel
near-me = Nära mig
near-waiting = Frågar webbläsaren var du är …
near-failed = Det gick inte att få reda på var du är. Skriv en ort i stället.
read-about-them = Läs om dem
whats-next = Händer härnäst
all-activities = Alla aktiviteter
nothing-upcoming = Inget är inlagt framåt just nu
latest-below = Det senaste som hände står här under.
latest = Senast
learnt = Det har vi lärt oss
all-results = Alla resultat
figure-clusters = { $count ->
         [one] kluster
        *[other] kluster
    }
figure-initiatives = { $count ->
         [one] initiativ
        *[other] initiativ
    }
figure-activities = { $count ->
         [one] aktivitet
        *[other] aktiviteter
    }
figure-results = { $count ->
         [one] resultat
        *[other] resultat
    }
figure-organisations = { $count ->
         [one] organisation
        *[other] organisationer
    }
challenges-heading = Utmaningar vi tar oss an ihop
strip-legend = Varje stapel är ett län, från Skåne i söder till Norrbotten i norr. Ju högre, desto mer på gång.

# Counts in words
count-clusters = { $count ->
         [one] Ett kluster
        *[other] { $count-written } kluster
    }
count-activities = { $count ->
         [one] En aktivitet
        *[other] { $count-written } aktiviteter
    }
count-initiatives = { $count ->
         [one] Ett initiativ
        *[other] { $count-written } initiativ
    }
count-themes = { $count ->
         [one] Ett tema
        *[other] { $count-written } teman
    }
count-challenges = { $count ->
         [one] En utmaning
        *[other] { $count-written } utmaningar
    }
count-results = { $count ->
         [one] Ett resultat
        *[other] { $count-written } resultat
    }
count-clippings = { $count ->
         [one] En notis
        *[other] { $count-written } notiser
    }
count-organisations = { $count ->
         [one] En organisation
        *[other] { $count-written } organisationer
    }
occasions-more = { $count ->
         [one] ett tillfälle till
        *[other] { $count-written } tillfällen till
    }
bodies-more = { $count ->
         [one] en till
        *[other] { $count-written } till
    }
times = { $count ->
         [one] en gång
        *[other] { $count-written } gånger
    }
participants = { $count ->
         [one] En deltagare
        *[other] { $count-written } deltagare
    }
challenge-counties = { $count ->
         [one] ett av 21 län
        *[other] { $count-written } av 21 län
    }
challenge-sum = { $works } i { $counties }
challenge-clusters = { $count ->
         [one] ett kluster
        *[other] { $count-written } kluster
    }
challenge-initiatives = { $count ->
         [one] ett initiativ
        *[other] { $count-written } initiativ
    }
challenge-activities = { $count ->
         [one] en aktivitet
        *[other] { $count-written } aktiviteter
    }
challenge-results = { $count ->
         [one] ett resultat
        *[other] { $count-written } resultat
    }

# Map
map-label = Karta över Sverige med klustren
map-note = Punkterna visar orten, inte den exakta platsen.
legend-active = Aktivt kluster
legend-forming = Under bildande
legend-quiet = Okänt om det är aktivt

# The map room
map-lead = Klustren och det de gör, där det händer.
map-label-all = Karta över Sverige med det som har en plats
map-skip = Hoppa över kartan
map-find = Vad finns nära?
map-find-place = Ort
map-find-hint = Till exempel
map-within = Inom
map-km = { $count ->
         [one] en km
        *[other] { $count-written } km
    }
map-find-button = Visa på kartan
map-use-position = Använd min plats
map-near = Nära { $place }
map-kinds = Välj vad kartan visar
map-all-kinds = Visa allt
map-zoom = Zooma
map-zoom-in = Zooma in
map-zoom-out = Zooma ut
map-whole = Hela landet
map-keys = Plus och minus zoomar, pilarna flyttar kartan och noll visar hela landet. Med fingrar: två flyttar och zoomar, ett bläddrar på sidan.
map-this-view = Visa listan för den här delen av kartan
map-note-county = En streckad ring står för ett helt län.
map-note-many = Siffror säger hur många som är på samma ställe. Följ en siffra för att komma närmare.
map-credits = Gränser: SCB och Natural Earth. Orter: GeoNames (CC BY 4.0).
map-list = På kartan
map-list-here = I den här delen av kartan
map-list-near = Inom { $km } km från { $place }
map-in = i { $county }
map-many-at = { $place }: { $what }
map-many-around = { $place } med omnejd: { $what }
map-many-county = I { $county }: { $what }
map-in-all = { $what } – { $count } i allt
map-organisations = { $count ->
         [one] en organisation
        *[other] { $count-written } organisationer
    }
map-all-clusters = { $count ->
         [one] Klustret i listan
        *[other] Alla { $count-written } kluster i listan
    }
map-all-activities = { $count ->
         [one] Aktiviteten i listan
        *[other] Alla { $count-written } aktiviteter i listan
    }
map-all-initiatives = { $count ->
         [one] Initiativet i listan
        *[other] Alla { $count-written } initiativ i listan
    }
map-all-organisations = { $count ->
         [one] Organisationen i listan
        *[other] Alla { $count-written } organisationer i listan
    }
map-nearest-of = De 60 närmaste av { $count-written }.
map-outside = { $count ->
         [one] En plats ligger utanför kartan.
        *[other] { $count-written } platser ligger utanför kartan.
    }
map-empty = Inget finns på kartan här
map-empty-text = Pröva en större del av landet, eller börja om med allt.
map-empty-near = Inget finns på kartan så nära
map-clear = Visa allt på kartan
map-wider = Sök inom { $count-written } km

# Clusters
clusters-lead = Regionala centrum för de gröna näringarna. De flesta är några få personer, och alla tar gärna emot en fråga.
clusters-near = Kluster nära { $place }
near-here = dig, i trakten av { $place }
near-others = Menade du ett annat ställe?
nearest-to = Närmast { $place }
then-by-distance = Sedan, efter avstånd
serves-your-county = arbetar i ditt län
distance-here = På orten
distance-km = { $count ->
         [one] en kilometer bort
        *[other] { $count-written } km bort
    }
no-clusters = Här finns inga kluster ännu.
known-facts = Vad de gör
nothing-known-yet = Inget är inlagt här ännu.
works-with = Arbetar tillsammans med
carried-on-by = Arbetet fortsätter i
facts-about = Uppgifter om { $name }
fact-place = Plats
fact-area = Arbetar i
fact-host = Värdorganisation
fact-form = Organisationsform
fact-founded = Startade
fact-member = Med i nätverket
fact-contact = Kontakt
fact-also = Kallas också
fact-website = Webbplats

# Activities
activities-heading = Vad händer, och vad har hänt?
activities-lead = Kurser, fältdagar, frukostar och möten som klustren ordnar, själva eller ihop.
upcoming = Kommande
activities-past = Tidigare
activities-undated = Utan datum
when-and-where = När och var
is-over = Har varit
time-unknown = Tiden är inte känd
place-unknown = Platsen är inte känd
about-activity = Om aktiviteten
facts-activity = Uppgifter om aktiviteten
sign-up-at = Anmäl dig på { $host }
sign-up-last = Sista anmälningsdag { $day }.
fact-sort = Slag
fact-hosts = Arrangör
fact-form-of = Form
fact-part-of = Del av
fact-funders = Finansiär
fact-audience = För
fact-price = Pris
fact-sign-up = Anmälan
fact-language = Språk
fact-participants = Deltagare
language-sv = svenska
language-en = engelska

# Calendar
switch-label = Visa aktiviteterna som
switch-list = Lista
calendar-now = Den här månaden: { $month }
calendar-week = vecka { $week }, { $year }
calendar-description = Kurser, fältdagar och möten dag för dag: { $period }.
calendar-browse = Bläddra i kalendern
calendar-before-month = Månaden före:
calendar-after-month = Månaden efter:
calendar-before-week = Veckan före:
calendar-after-week = Veckan efter:
calendar-today = I dag
calendar-whole-month = Hela { $month }
calendar-jump = Gå till en månad
calendar-month = Månad
calendar-year = År
calendar-go = Visa
calendar-to-sheet-month = Till månadsbladet
calendar-to-sheet-week = Till veckobladet
calendar-list = Dag för dag
calendar-no-days = Inget här har en känd dag.
calendar-someday-month = Någon gång under månaden
calendar-someday-week = Kanske den här veckan
calendar-someday-text = Vilken dag är inte känt, eller inte säkert.
calendar-empty-month = Inget är inlagt i { $month }
calendar-empty-week = Inget är inlagt { $week }
calendar-empty-all = Här finns inga aktiviteter med känd dag ännu.
calendar-earlier = Närmast före:
calendar-later = Närmast efter:
calendar-too-many = Det är fler än { $count-written } aktiviteter. Här är de som började först; pröva en vecka i taget.
calendar-sheet-month = Månadsblad
calendar-sheet-week = Veckoblad
calendar-caption-month = { $month }. Dagens siffra leder till dagen i listan, veckans till veckan.
calendar-caption-week = { $week }. Dagens siffra leder till dagen i listan.
calendar-week-column = Vecka
calendar-week-short = v.
calendar-to-week = Vecka { $week }
calendar-day-count = { $count ->
         [one] en aktivitet
        *[other] { $count-written } aktiviteter
    }
calendar-more = +{ $count-written } till
calendar-more-on = den { $day }
calendar-continues = fortsätter nästa vecka
calendar-continued = fortsätter från veckan före
calendar-begins-ends = börjar { $start }, slutar { $end }
calendar-until = till { $time }
calendar-names = Dagar med namn
holiday-new-years-day = nyårsdagen
holiday-epiphany = trettondedag jul
holiday-good-friday = långfredagen
holiday-easter-eve = påskafton
holiday-easter-sunday = påskdagen
holiday-easter-monday = annandag påsk
holiday-may-day = första maj
holiday-ascension-day = Kristi himmelsfärdsdag
holiday-whit-sunday = pingstdagen
holiday-whit-monday = annandag pingst
holiday-national-day = Sveriges nationaldag
holiday-midsummer-eve = midsommarafton
holiday-midsummer-day = midsommardagen
holiday-all-saints = alla helgons dag
holiday-christmas-eve = julafton
holiday-christmas-day = juldagen
holiday-boxing-day = annandag jul
holiday-new-years-eve = nyårsafton

# Initiatives
initiatives-heading = Initiativ: det som pågår över tid
initiatives-lead = Projekt, program, förstudier, nätverk och testplatser. Se vem som redan har börjat med det du tänker på.
initiatives-ongoing = Pågår
initiatives-earlier = Tidigare, eller okänt om de pågår
no-initiatives = Här finns inga initiativ ännu.
about-initiative = Om initiativet
facts-initiative = Uppgifter om initiativet
partners = Parter
partners-unknown = Vilka som är med är inte känt.
cluster-word = kluster
funding = Finansiering
funding-reference = diarienummer { $reference }
currency-sek = kr
fact-status = Status
fact-time = När
fact-where = Var
fact-budget = Budget

# Themes
themes-lead = De ord som allt här är ordnat efter. Välj ett tema och se vem som gör vad.
no-themes = Här finns inga teman ännu.
is-challenge = utmaning
records-on-theme = om detta
theme-is-challenge = Temat är en av nätverkets utmaningar
theme-empty = Inget är inlagt om detta ännu
theme-empty-text = Pröva ett vidare tema, eller fråga det kluster som är närmast dig.
facts-theme = Uppgifter om temat
broader = Vidare tema
narrower = Smalare teman
vocabulary = Ordlista
all-themes = Alla teman
also-said = Man säger också
theme = Tema

# Challenges
challenges-lead = Frågor som klustren delar och har valt att arbeta med tillsammans.
no-challenges = Nätverket har inte valt någon utmaning ännu.
goal = Mål
challenge = Utmaning
south-to-north = Från söder till norr
all-on-theme = Allt om temat
in-all = Alla
chosen-in = vald { $date }
county = Län
as-table = Visa som tabell

# Results
results-heading = Resultat: kunskap i kort form
results-lead = Vad någon har kommit fram till, så kort att det går att läsa vid köksbordet.
no-results = Här finns inga resultat ännu.
abstract = Sammanfattning för den som ska använda det
result-objective = Syfte
result-main = Det viktigaste resultatet
result-recommendation = Rekommendation
facts-result = Uppgifter om resultatet
fact-published = Publicerat
fact-from = Kommer ur
fact-by = Av
read-it-at = Läs hos { $host }

# What there is on a theme
clusters-to-ask = Kluster att fråga
what-it-is = Vad det är
theme-map = Var temat finns
theme-map-note = De markerade länen har något inlagt om temat. Löven är kluster som arbetar med det.
show-all = Visa alla { $count-written }
known-by-county = Det som är känt, län för län från söder till norr
known-in-counties = { $count ->
         [one] något är känt i ett av 21 län
        *[other] något är känt i { $count-written } av 21 län
    }
all-n-clusters = { $count ->
         [one] Visa klustret
        *[other] Alla { $count-written } kluster
    }
all-n-initiatives = { $count ->
         [one] Visa initiativet
        *[other] Alla { $count-written } initiativ
    }
all-n-activities = { $count ->
         [one] Visa aktiviteten
        *[other] Alla { $count-written } aktiviteter
    }
all-n-results = { $count ->
         [one] Visa resultatet
        *[other] Alla { $count-written } resultat
    }
all-n-clippings = { $count ->
         [one] Visa notisen
        *[other] Alla { $count-written } notiser
    }
all-n-organisations = { $count ->
         [one] Visa organisationen
        *[other] Alla { $count-written } organisationer
    }

# Numbers
numbers-lead = Hur mycket det finns av vad, var och när. Varje understruken siffra leder till det som har räknats.
numbers-made = Gjord { $date }
numbers-on-page = På den här sidan
numbers-years = Aktiviteter år för år
numbers-year = År
numbers-until = till { $year }
numbers-from = från { $year }
numbers-undated = { $count ->
         [one] En aktivitet är utan datum och står inte i diagrammet.
        *[other] { $count-written } aktiviteter är utan datum och står inte i diagrammet.
    }
numbers-no-years = Ingen aktivitet har något datum ännu.
numbers-standings = Hur det står till
numbers-standing = Läge
numbers-clusters-by-status = Kluster efter läge
numbers-initiatives-by-status = Initiativ efter läge
numbers-initiatives-by-kind = Initiativ efter slag
numbers-where = Län för län, tema för tema
numbers-counties-caption = Vad som finns i varje län, från söder till norr. Strecken visar aktiviteter.
numbers-themes-caption = Vad som finns om varje tema, mest först. Strecken visar aktiviteter.
numbers-nowhere = { $count ->
         [one] En aktivitet har inget känt län.
        *[other] { $count-written } aktiviteter har inget känt län.
    }
numbers-themeless = { $count ->
         [one] En aktivitet har inget tema.
        *[other] { $count-written } aktiviteter har inget tema.
    }
numbers-who-where = Vem gör vad, var
numbers-who-where-caption = Län från söder till norr, med ett tema i varje kolumn
numbers-who-where-text = Utmaningarna först, sedan de teman som det finns mest om. Varje ruta leder till det som finns inlagt.
nothing-we-know = inget vi känner till
nothing-we-know-means = Inget vi känner till betyder just det: någon kan vara i full gång utan att det har nått hit.
tell-us-more = Vet du något? Berätta för oss.
tell-us = Berätta
theme-in-county = { $theme } i { $county }
numbers-together = Vilka gör saker ihop
numbers-together-text = De som oftast ordnar samma aktivitet eller är med i samma initiativ. De som bara betalar är inte medräknade.
and = och
numbers-times = { $count ->
         [one] sak ihop
        *[other] saker ihop
    }
numbers-nobody-together = Ännu finns inget inlagt som två gör ihop.
numbers-freshness = Hur färska uppgifterna är
numbers-newest = Den senaste uppgiften lästes { $date }.
numbers-read-caption = När källorna senast lästes
numbers-read-when = Läst
numbers-read-within = { $count ->
        *[other] Inom { $count-written } dagar
    }
numbers-read-older = För mer än 365 dagar sedan
numbers-no-source = Utan källa
numbers-records = Uppgifter
numbers-how = Så är det räknat
numbers-how-years = En aktivitet räknas i varje år som något av dess tillfällen rör. Är bara året eller årstiden känd räknas hela den tiden.
numbers-how-counties = Ett län har det som finns där och det som riktar sig dit. Ett kluster som arbetar i tre län räknas i alla tre.
numbers-how-themes = Ett tema har också det som står under dess smalare teman.
numbers-how-sums = Därför kan en summa bli större än antalet. Siffrorna visar vad som finns inlagt här, inte allt som görs.

# Clippings
clippings-heading = Notiser ur omvärlden
clippings-lead = Länkar som är värda de andras uppmärksamhet.
no-clippings = Här finns inga notiser ännu.
facts-clipping = Uppgifter om notisen
fact-about = Handlar om

# Organisations
organisations-lead = Universitet, föreningar, myndigheter, skolor och företag som klustren arbetar med.
no-organisations = Här finns inga organisationer ännu.
letters = Bokstäver

# About
about-sample = Om provsajten
about-sample-text = Uppgifterna är hämtade från öppna webbsidor i november 2026 för att visa hur sajten fungerar. Inget kluster har granskat dem. Utmaningarnas mål är förslag. Visa inte siffrorna som om de vore nätverkets egna.

# Errors
error-400 = Adressen går inte att förstå
error-400-text = Något i adressen är fel. Gå tillbaka och pröva igen, eller börja härifrån.
error-404 = Sidan finns inte
error-404-text = Tre blad hittade vi, men inte det fjärde. Adressen kan vara felskriven, eller så har sidan aldrig funnits.
error-405 = Så kan sidan inte användas
error-405-text = Sidan går att läsa, men inte att skicka något till.
error-410 = Sidan är borttagen
error-410-text = Det som stod här visas inte längre.
error-414 = Det var för mycket
error-414-text = Adressen eller det som skickades är för långt. Pröva med en kortare adress.
error-500 = Något gick sönder hos oss
error-500-text = Felet är antecknat. Pröva igen om en stund.
error-429 = För många frågor på kort tid
error-429-text =
    Programmet på din sida frågar oftare än det behöver. Vänta en minut och fråga igen. En kalender eller ett flöde räcker det att hämta några gånger om dagen.
error-503 = Det är fullt just nu
error-503-text = Många frågar på en gång. Pröva igen om några sekunder.
bad-not-text = Adressen innehåller tecken som inte är text.
bad-too-many = Adressen har för många delar efter frågetecknet: högst { $count-written } går bra.
bad-too-long = Värdet på { $key } är för långt: högst { $most } byte går bra.
bad-place = Ingen plats i Sverige som heter ”{ $value }” är känd här ({ $key }).
bad-after = Listan kan inte fortsätta efter ”{ $value }” ({ $key }).
bad-after-start = Från början av listan
did-you-mean = Menade du
error-code = Fel { $count }
way-home = Till startsidan
way-clusters = Alla kluster
way-activities = Alla aktiviteter

# Vocabularies
kind-cluster = Kluster
kind-organisation = Organisation
kind-theme = Tema
kind-initiative = Initiativ
kind-activity = Aktivitet
kind-result = Resultat
kind-clipping = Notis
cluster-status-forming = under bildande
cluster-status-active = aktivt
cluster-status-resting = vilande
cluster-status-ended = avslutat
cluster-status-unknown = okänt om det är aktivt
organisation-kind-university = Universitet eller högskola
organisation-kind-institute = Forskningsinstitut
organisation-kind-school = Skola
organisation-kind-company = Företag
organisation-kind-association = Förening eller branschorganisation
organisation-kind-authority = Myndighet
organisation-kind-region = Region
organisation-kind-municipality = Kommun
organisation-kind-funder = Finansiär
organisation-kind-park = Innovationspark eller testmiljö
organisation-kind-network = Nätverk
initiative-kind-project = Projekt
initiative-kind-programme = Program
initiative-kind-pre-study = Förstudie
initiative-kind-network = Nätverk
initiative-kind-test-site = Testplats
initiative-kind-company-group = Företagsgrupp
initiative-status-idea = På idéstadiet
initiative-status-ongoing = Pågår
initiative-status-ended = Avslutat
initiative-status-unknown = Okänt om det pågår
partner-role-lead = leder
partner-role-partner = deltar
partner-role-funder = finansierar
partner-role-host = värd
activity-kind-course = Kurs
activity-kind-field-day = Fältdag
activity-kind-breakfast = Frukostmöte
activity-kind-seminar = Seminarium
activity-kind-webinar = Webbinarium
activity-kind-conference = Konferens
activity-kind-fair = Mässa
activity-kind-study-trip = Studieresa
activity-kind-network-meeting = Nätverksträff
form-on-site = På plats
form-online = Digitalt
form-hybrid = På plats och digitalt
activity-status-planned = Planerad
activity-status-published = Publicerad
activity-status-cancelled = Inställt
activity-status-postponed = Uppskjutet
precision-exact = exakt plats
precision-place = orten
precision-region = området

# Faults of a folder
fault-nothing = inget står där
fault-found = där står { $found }
fault-format = väntat: { $value }
fault-one-of = väntat något av: { $value }
fault-type = väntat JSON-typen { $value }
fault-required = fältet måste finnas
fault-no-field = det finns inget sådant fält
fault-no-field-near = det finns inget sådant fält; menades { $value }?
fault-not-empty = väntat något som inte är tomt
fault-at-most = väntat högst { $value }
fault-at-least = väntat minst { $value }
fault-when = väntat start och zone, eller first_day, eller date, och slutet inte före början
fault-forward = väntat ett slut som inte är före början
fault-reference = väntat id för något av: { $value }
fault-unique = väntat något som ingen annan har
fault-county = väntat kommunens eget län, { $value }
fault-circle = en cirkel: posten ligger över sig själv
fault-readable = går inte att läsa: { $value }
fault-file = filen hör inte hemma i mappen
fault-other = { $value }
format-id = ett id av små bokstäver a–z, siffror och enkla bindestreck, högst 80 tecken
format-slug = ett adressnamn av små bokstäver a–z, siffror och enkla bindestreck, högst 80 tecken
format-web-address = en webbadress som börjar med http:// eller https://
format-mail-address = en e-postadress
format-language = en språkkod av två bokstäver, som sv
format-currency = en valutakod av tre versaler, som SEK
format-time-zone = en tidszon med sitt IANA-namn, som Europe/Stockholm
format-day = en dag, som 2024-04-18
format-local-time = en lokal tid, som 2024-04-18T09:00
format-edtf = ett datum i EDTF, som 2014, 2014-05, 2014-23 (hösten), 2018~ eller 2014/..
format-county = en länskod av två siffror, som 09
format-municipality = en kommunkod av fyra siffror, som 0980

# Listor: filtret, vad som hittades och hjälp när inget hittas
count-hits = { $count ->
    [one] 1 träff
   *[other] { $count-written } träffar
  }
list-heading = Listan
filter-open = Filtrera
filter-label = Filtrera listan
filter-words = Sök i listan
filter-period = Tid
filter-kind = Vad
filter-sort = Sort
filter-theme = Tema
filter-county = Län
filter-municipality = Kommun
filter-cluster = Kluster
filter-form = Form
filter-status = Läge
filter-lang = Textens språk
filter-near = Nära
filter-near-place = Ort
filter-within = Inom
filter-days = Mellan två dagar
filter-from = Från och med
filter-until = Till och med
filter-more = { $count ->
    [one] 1 till
   *[other] { $count-written } till
  }
filter-show = Visa
filter-clear = Rensa allt
filter-chosen = Det du har valt
filter-remove = Ta bort
within-km = { $count-written } km
period-all = All tid
period-upcoming = Kommande
period-going-on = Pågår eller kommer
period-past = Tidigare
lang-sv = Svenska
lang-en = Engelska
chosen-from = Från och med { $day }
chosen-until = Till och med { $day }
chosen-near = Nära { $place }
chosen-within = Inom { $km } km
chosen-bbox = I kartans utsnitt
chosen-words = ”{ $words }”
search-heading = Sök i nätverket
search-heading-words = Sökning: { $words }
search-lead = Sök bland kluster, aktiviteter, initiativ, teman och resultat.
search-label = Sök efter
search-button = Sök
search-hint = Prova till exempel
search-suggestions = Förslag
search-corrected = Ingen skriver ”{ $typed }” här. Du ser träffar för
search-none-exact = Inget har alla orden. Du ser det som ligger närmast.
search-some-exact = { $count ->
    [one] Den första har alla orden, de andra har nästan alla.
   *[other] De { $count-written } första har alla orden, de andra har nästan alla.
  }
no-activities = Inga aktiviteter är inlagda än.
no-records = Här finns inget än.
filter-no-theme = Det finns inget tema som heter { $name } här.
filter-no-cluster = Det finns inget kluster som heter { $name } här.
zero-title = Inget hittades
zero-try = Prova i stället:
zero-without = Utan filtret { $part }
zero-around = { $county }, länet intill
zero-everywhere = Samma ord i hela nätverket
zero-other-words = Prova andra ord, eller färre.
zero-ask = Fråga gärna dem som arbetar där:
zero-contact = Fråga nätverket
bad-filter-without = Visa listan utan det
bad-not-one-of = ”{ $value }” kan inte stå i { $key }.
bad-one-of = Skriv något av { $words }.
bad-no-such-key = Den här listan har inget { $key }.
bad-slug = ”{ $value }” i { $key } är inget namn i en adress: små bokstäver a–z, siffror och bindestreck.
bad-county = ”{ $value }” i { $key } är ingen länskod. Skriv två siffror, till exempel 05 för Östergötland.
bad-municipality = ”{ $value }” i { $key } är ingen kommunkod. Skriv fyra siffror, till exempel 0580 för Linköping.
bad-date = ”{ $value }” i { $key } är inget datum. Skriv till exempel 2026-12-01.
bad-backwards = Den sista dagen ({ $key }), { $value }, kommer före den första. Skriv en senare dag.
bad-position = ”{ $value }” i { $key } är ingen plats på jorden. Skriv latitud och longitud, till exempel 58.4,15.6.
bad-distance = ”{ $value }” i { $key } är inget avstånd. Skriv hela kilometer, högst 300.
bad-within-alone = Ett avstånd ({ $key }, { $value } km) behöver en ort: skriv den i near.
bad-bounds = ”{ $value }” i { $key } är ingen ruta. Skriv väst, syd, öst och nord i grader med komma emellan.
bad-too-long-words = Texten i { $key } är för lång. Högst { $most } tecken går bra.
initiatives-going-on = Pågår eller kommer
initiatives-over = Avslutade
initiatives-undated = Utan datum

# Flöden och öppna data
feed-news = Nytt i nätverket
practice-abstract = Som praktiksammanfattning för EIP-AGRI (JSON)
