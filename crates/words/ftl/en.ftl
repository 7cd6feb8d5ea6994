# Klöver in English. A key stands in both catalogues, in the same order.

# Rooms
room-clusters = Clusters
room-activities = Activities
room-initiatives = Initiatives
room-themes = Themes
room-challenges = Challenges
room-results = Results
room-clippings = Clippings
room-organisations = Organisations
room-search = Search
room-calendar = Calendar
room-map = Map
room-numbers = Numbers
room-about = About the network
room-about-data = About the data
room-about-accessibility = Accessibility
room-about-privacy = Personal data
room-clusters-what = who they are and where
room-activities-what = courses, field days and meetings
room-initiatives-what = projects and other work over time
room-themes-what = what it is all about
room-challenges-what = what the network takes on together
room-results-what = knowledge in short form
room-clippings-what = links worth reading
room-organisations-what = those the clusters work with

# Around every page
skip-to-content = Skip to the content
menu = Menu
main-menu = Main menu
close = Close
home = Home
breadcrumb = You are here
other-language = Svenska
sample-note = This is a sample site. The clusters have not confirmed its data.
sample-more = About the sample
footer-menu = Find your way
footer-facts-text = Every page says where its facts were read, and when. Found a mistake? The source is on the page.
colophon = Map: SCB and Natural Earth. Places: GeoNames (CC BY 4.0). Built with Klöver, free software.
only-in-swedish = This text exists only in Swedish.
themes-label = Themes
undated = no date
paging = More
paging-next = Show more
sources = Sources
read-at = Read at
read-on-pages = Read on public web pages, last on { $day }.
read-not-confirmed = Read on public web pages, last on { $day }. The cluster has not confirmed the facts.
not-confirmed = The cluster has not confirmed the facts.
confirmed = Confirmed by the cluster on { $day }.

# Home
find-cluster = Find your cluster
find-button = Show the nearest
find-hint = Type a place, for example
near-me = Near me
near-waiting = Asking your browser where you are …
near-failed = Your position could not be found. Type a place instead.
read-about-them = Read about them
whats-next = Coming up
all-activities = All activities
nothing-upcoming = Nothing is planned ahead right now
latest-below = The latest that took place is below.
latest = Latest
learnt = What we have learnt
all-results = All results
figure-clusters = { $count ->
         [one] cluster
        *[other] clusters
    }
figure-initiatives = { $count ->
         [one] initiative
        *[other] initiatives
    }
figure-activities = { $count ->
         [one] activity
        *[other] activities
    }
figure-results = { $count ->
         [one] result
        *[other] results
    }
figure-organisations = { $count ->
         [one] organisation
        *[other] organisations
    }
challenges-heading = Challenges we take on together
strip-legend = Each bar is a county, from Skåne in the south to Norrbotten in the north. The taller, the more is going on.

# Counts in words
count-clusters = { $count ->
         [one] One cluster
        *[other] { $count-written } clusters
    }
count-activities = { $count ->
         [one] One activity
        *[other] { $count-written } activities
    }
count-initiatives = { $count ->
         [one] One initiative
        *[other] { $count-written } initiatives
    }
count-themes = { $count ->
         [one] One theme
        *[other] { $count-written } themes
    }
count-challenges = { $count ->
         [one] One challenge
        *[other] { $count-written } challenges
    }
count-results = { $count ->
         [one] One result
        *[other] { $count-written } results
    }
count-clippings = { $count ->
         [one] One clipping
        *[other] { $count-written } clippings
    }
count-organisations = { $count ->
         [one] One organisation
        *[other] { $count-written } organisations
    }
occasions-more = { $count ->
         [one] one more occasion
        *[other] { $count-written } more occasions
    }
bodies-more = { $count ->
         [one] one more
        *[other] { $count-written } more
    }
times = { $count ->
         [one] once
        *[other] { $count-written } times
    }
participants = { $count ->
         [one] One participant
        *[other] { $count-written } participants
    }
challenge-counties = { $count ->
         [one] one of 21 counties
        *[other] { $count-written } of 21 counties
    }
challenge-sum = { $works } in { $counties }
challenge-clusters = { $count ->
         [one] one cluster
        *[other] { $count-written } clusters
    }
challenge-initiatives = { $count ->
         [one] one initiative
        *[other] { $count-written } initiatives
    }
challenge-activities = { $count ->
         [one] one activity
        *[other] { $count-written } activities
    }
challenge-results = { $count ->
         [one] one result
        *[other] { $count-written } results
    }

# Map
map-label = Map of Sweden with the clusters
map-note = The points show the place, not the exact spot.
legend-active = Active cluster
legend-forming = Being formed
legend-quiet = Not known to be active

# The map room
map-lead = The clusters and what they do, where it happens.
map-label-all = Map of Sweden with what has a place
map-skip = Skip the map
map-find = What is nearby?
map-find-place = Town or village
map-find-hint = For example
map-within = Within
map-km = { $count ->
         [one] 1 km
        *[other] { $count-written } km
    }
map-find-button = Show on the map
map-use-position = Use my location
map-near = Near { $place }
map-kinds = Choose what the map shows
map-all-kinds = Show everything
map-zoom = Zoom
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-whole = The whole country
map-keys = Plus and minus zoom, the arrows move the map, and zero shows the whole country. With fingers: two move and zoom, one scrolls the page.
map-this-view = Show the list for this part of the map
map-note-county = A dashed ring stands for a whole county.
map-note-many = A number says how many there are in one place. Follow it to come closer.
map-credits = Borders: Statistics Sweden and Natural Earth. Places: GeoNames (CC BY 4.0).
map-list = On the map
map-list-here = In this part of the map
map-list-near = Within { $km } km of { $place }
map-in = in { $county }
map-many-at = { $place }: { $what }
map-many-around = Around { $place }: { $what }
map-many-county = In { $county }: { $what }
map-in-all = { $what } – { $count } in all
map-organisations = { $count ->
         [one] one organisation
        *[other] { $count-written } organisations
    }
map-all-clusters = { $count ->
         [one] The cluster in the list
        *[other] All { $count-written } clusters in the list
    }
map-all-activities = { $count ->
         [one] The activity in the list
        *[other] All { $count-written } activities in the list
    }
map-all-initiatives = { $count ->
         [one] The initiative in the list
        *[other] All { $count-written } initiatives in the list
    }
map-all-organisations = { $count ->
         [one] The organisation in the list
        *[other] All { $count-written } organisations in the list
    }
map-nearest-of = The nearest 60 of { $count-written }.
map-outside = { $count ->
         [one] One place lies outside the map.
        *[other] { $count-written } places lie outside the map.
    }
map-empty = Nothing is on the map here
map-empty-text = Try a larger part of the country, or start again with everything.
map-empty-near = Nothing is on the map this near
map-clear = Show everything on the map
map-wider = Search within { $count-written } km

# Clusters
clusters-lead = Regional centres for the green sectors. Most are a handful of people, and all of them welcome a question.
clusters-near = Clusters near { $place }
near-here = you, around { $place }
near-others = Did you mean another place?
nearest-to = Nearest to { $place }
then-by-distance = Then, by distance
serves-your-county = works in your county
distance-here = In this place
distance-km = { $count ->
         [one] one kilometre away
        *[other] { $count-written } km away
    }
no-clusters = There are no clusters here yet.
known-facts = What they do
nothing-known-yet = Nothing has been entered here yet.
works-with = Works together with
carried-on-by = The work goes on in
facts-about = Facts about { $name }
fact-place = Place
fact-area = Works in
fact-host = Host organisation
fact-form = Form of organisation
fact-founded = Began
fact-member = Member of the network
fact-contact = Contact
fact-also = Also known as
fact-website = Web site

# Activities
activities-heading = What is on, and what has been?
activities-lead = Courses, field days, breakfasts and meetings that the clusters arrange, alone or together.
upcoming = Coming up
activities-past = Past
activities-undated = Without a date
when-and-where = When and where
is-over = Has taken place
time-unknown = The time is not known
place-unknown = The place is not known
about-activity = About the activity
facts-activity = Facts about the activity
sign-up-at = Sign up at { $host }
sign-up-last = Sign up no later than { $day }.
fact-sort = Sort
fact-hosts = Host
fact-form-of = Form
fact-part-of = Part of
fact-funders = Funder
fact-audience = For
fact-price = Price
fact-sign-up = Sign up
fact-language = Language
fact-participants = Participants
language-sv = Swedish
language-en = English

# Calendar
switch-label = Show the activities as
switch-list = List
calendar-now = This month: { $month }
calendar-week = week { $week }, { $year }
calendar-description = Courses, field days and meetings day by day: { $period }.
calendar-browse = Turn the pages of the calendar
calendar-before-month = The month before:
calendar-after-month = The month after:
calendar-before-week = The week before:
calendar-after-week = The week after:
calendar-today = Today
calendar-whole-month = All of { $month }
calendar-jump = Go to a month
calendar-month = Month
calendar-year = Year
calendar-go = Show
calendar-to-sheet-month = To the month’s sheet
calendar-to-sheet-week = To the week’s sheet
calendar-list = Day by day
calendar-no-days = Nothing here has a known day.
calendar-someday-month = Some time during the month
calendar-someday-week = Maybe this week
calendar-someday-text = Which day is not known, or not certain.
calendar-empty-month = Nothing is listed in { $month }
calendar-empty-week = Nothing is listed in { $week }
calendar-empty-all = There are no activities with a known day here yet.
calendar-earlier = Nearest before:
calendar-later = Nearest after:
calendar-too-many = There are more than { $count-written } activities. These are the ones that began first; try a week at a time.
calendar-sheet-month = The month’s sheet
calendar-sheet-week = The week’s sheet
calendar-caption-month = { $month }. A day’s number leads to the day in the list, a week’s to the week.
calendar-caption-week = { $week }. A day’s number leads to the day in the list.
calendar-week-column = Week
calendar-week-short = wk
calendar-to-week = Week { $week }
calendar-day-count = { $count ->
         [one] one activity
        *[other] { $count-written } activities
    }
calendar-more = +{ $count-written } more
calendar-more-on = on { $day }
calendar-continues = continues next week
calendar-continued = continues from the week before
calendar-begins-ends = begins { $start }, ends { $end }
calendar-until = until { $time }
calendar-names = Days with names
holiday-new-years-day = New Year’s Day
holiday-epiphany = Epiphany
holiday-good-friday = Good Friday
holiday-easter-eve = Easter Eve
holiday-easter-sunday = Easter Sunday
holiday-easter-monday = Easter Monday
holiday-may-day = May Day
holiday-ascension-day = Ascension Day
holiday-whit-sunday = Whit Sunday
holiday-whit-monday = Whit Monday
holiday-national-day = National Day of Sweden
holiday-midsummer-eve = Midsummer’s Eve
holiday-midsummer-day = Midsummer’s Day
holiday-all-saints = All Saints’ Day
holiday-christmas-eve = Christmas Eve
holiday-christmas-day = Christmas Day
holiday-boxing-day = Boxing Day
holiday-new-years-eve = New Year’s Eve

# Initiatives
initiatives-heading = Initiatives: work that goes on over time
initiatives-lead = Projects, programmes, pre-studies, networks and test sites. See who has already started on what you have in mind.
initiatives-ongoing = Going on
initiatives-earlier = Earlier, or not known to go on
no-initiatives = There are no initiatives here yet.
about-initiative = About the initiative
facts-initiative = Facts about the initiative
partners = Partners
partners-unknown = Who takes part is not known.
cluster-word = cluster
funding = Funding
funding-reference = reference { $reference }
currency-sek = SEK
fact-status = Status
fact-time = When
fact-where = Where
fact-budget = Budget

# Themes
themes-lead = The words by which everything here is arranged. Choose a theme and see who does what.
no-themes = There are no themes here yet.
is-challenge = challenge
records-on-theme = on this
theme-is-challenge = The theme is one of the network’s challenges
theme-empty = Nothing has been entered on this yet
theme-empty-text = Try a broader theme, or ask the cluster nearest to you.
facts-theme = Facts about the theme
broader = Broader theme
narrower = Narrower themes
vocabulary = Vocabulary
all-themes = All themes
also-said = People also say
theme = Theme

# Challenges
challenges-lead = Questions that the clusters share and have chosen to work on together.
no-challenges = The network has not chosen a challenge yet.
goal = Goal
challenge = Challenge
south-to-north = From south to north
all-on-theme = All on the theme
in-all = All
chosen-in = chosen in { $date }
county = County
as-table = Show as a table

# Results
results-heading = Results: knowledge in short form
results-lead = What someone has found out, short enough to be read at the kitchen table.
no-results = There are no results here yet.
abstract = Summary for those who will use it
result-objective = Objective
result-main = Main result
result-recommendation = Recommendation
facts-result = Facts about the result
fact-published = Published
fact-from = Comes from
fact-by = By
read-it-at = Read it at { $host }

# What there is on a theme
clusters-to-ask = Clusters to ask
what-it-is = What it is
theme-map = Where the theme is
theme-map-note = The marked counties have something on the theme. The leaves are clusters that work with it.
show-all = Show all { $count-written }
known-by-county = What is known, county by county from south to north
known-in-counties = { $count ->
         [one] something is known in one of 21 counties
        *[other] something is known in { $count-written } of 21 counties
    }
all-n-clusters = { $count ->
         [one] Show the cluster
        *[other] All { $count-written } clusters
    }
all-n-initiatives = { $count ->
         [one] Show the initiative
        *[other] All { $count-written } initiatives
    }
all-n-activities = { $count ->
         [one] Show the activity
        *[other] All { $count-written } activities
    }
all-n-results = { $count ->
         [one] Show the result
        *[other] All { $count-written } results
    }
all-n-clippings = { $count ->
         [one] Show the clipping
        *[other] All { $count-written } clippings
    }
all-n-organisations = { $count ->
         [one] Show the organisation
        *[other] All { $count-written } organisations
    }

# Numbers
numbers-lead = How much there is of what, where and when. Every underlined number leads to what was counted.
numbers-made = Made on { $date }
numbers-on-page = On this page
numbers-years = Activities year by year
numbers-year = Year
numbers-until = until { $year }
numbers-from = from { $year }
numbers-undated = { $count ->
         [one] One activity has no date and is not in the chart.
        *[other] { $count-written } activities have no date and are not in the chart.
    }
numbers-no-years = No activity has a date yet.
numbers-standings = How things stand
numbers-standing = Standing
numbers-clusters-by-status = Clusters by standing
numbers-initiatives-by-status = Initiatives by standing
numbers-initiatives-by-kind = Initiatives by kind
numbers-where = County by county, theme by theme
numbers-counties-caption = What there is in each county, from south to north. The bars show activities.
numbers-themes-caption = What there is on each theme, most first. The bars show activities.
numbers-nowhere = { $count ->
         [one] The county of one activity is not known.
        *[other] The county of { $count-written } activities is not known.
    }
numbers-themeless = { $count ->
         [one] One activity has no theme.
        *[other] { $count-written } activities have no theme.
    }
numbers-who-where = Who does what, where
numbers-who-where-caption = Counties from south to north, with a theme in each column
numbers-who-where-text = The challenges first, then the themes with most on them. Every cell leads to what is recorded here.
nothing-we-know = nothing that we know of
nothing-we-know-means = Nothing that we know of means just that: someone may be hard at work without word having reached us.
tell-us-more = Do you know of something? Tell us.
tell-us = Tell us
theme-in-county = { $theme } in { $county }
numbers-together = Who does things together
numbers-together-text = Those who most often arrange the same activity or take part in the same initiative. Those who only pay are not counted.
and = and
numbers-times = { $count ->
         [one] thing together
        *[other] things together
    }
numbers-nobody-together = Nothing is recorded yet that two do together.
numbers-freshness = How fresh the facts are
numbers-newest = The latest fact was read on { $date }.
numbers-read-caption = When the sources were last read
numbers-read-when = Read
numbers-read-within = { $count ->
        *[other] Within { $count-written } days
    }
numbers-read-older = More than 365 days ago
numbers-no-source = Without a source
numbers-records = Records
numbers-how = How it is counted
numbers-how-years = An activity counts in every year that any of its occasions touches. Where only the year or season is known, all of that time counts.
numbers-how-counties = A county has what is there and what is meant for it. A cluster that works in three counties counts in all three.
numbers-how-themes = A theme also has what stands under its narrower themes.
numbers-how-sums = So a sum may be larger than the total. The numbers show what is recorded here, not everything that is done.

# Clippings
clippings-heading = Clippings from the world around
clippings-lead = Links worth the others’ attention.
no-clippings = There are no clippings here yet.
facts-clipping = Facts about the clipping
fact-about = About

# Organisations
organisations-lead = Universities, associations, authorities, schools and companies that the clusters work with.
no-organisations = There are no organisations here yet.
letters = Letters

# About
about-sample = About the sample site
about-sample-text = The facts were read on public web pages in November 2026 to show how the site works. No cluster has reviewed them. The goals of the challenges are proposals. Do not quote the figures as the network’s own.

# Errors
error-400 = The address cannot be understood
error-400-text = Something in the address is wrong. Go back and try again, or start from here.
error-404 = There is no such page
error-404-text = We found three leaves, but not the fourth. The address may be misspelt, or the page never existed.
error-405 = The page cannot be used that way
error-405-text = The page can be read, but nothing can be sent to it.
error-410 = The page has been removed
error-410-text = What was here is no longer shown.
error-414 = That was too much
error-414-text = The address, or what was sent, is too long. Try a shorter address.
error-500 = Something broke on our side
error-500-text = The fault has been noted. Try again in a while.
error-429 = Too many requests in a short time
error-429-text =
    The program at your end asks more often than it needs to. Wait a minute and ask again. A calendar or a feed needs to be fetched only a few times a day.
error-503 = It is crowded right now
error-503-text = Many are asking at once. Try again in a few seconds.
bad-not-text = The address has bytes in it that are not text.
bad-too-many = The address has too many parts after the question mark: at most { $count-written } will do.
bad-too-long = The value of { $key } is too long: at most { $most } bytes will do.
bad-place = No place in Sweden called “{ $value }” is known here ({ $key }).
bad-after = The list cannot go on after “{ $value }” ({ $key }).
bad-after-start = From the start of the list
did-you-mean = Did you mean
error-code = Error { $count }
way-home = To the home page
way-clusters = All clusters
way-activities = All activities

# Vocabularies
kind-cluster = Cluster
kind-organisation = Organisation
kind-theme = Theme
kind-initiative = Initiative
kind-activity = Activity
kind-result = Result
kind-clipping = Clipping
cluster-status-forming = being formed
cluster-status-active = active
cluster-status-resting = resting
cluster-status-ended = ended
cluster-status-unknown = not known to be active
organisation-kind-university = University
organisation-kind-institute = Research institute
organisation-kind-school = School
organisation-kind-company = Company
organisation-kind-association = Association
organisation-kind-authority = Authority
organisation-kind-region = Region
organisation-kind-municipality = Municipality
organisation-kind-funder = Funder
organisation-kind-park = Innovation park or test site
organisation-kind-network = Network
initiative-kind-project = Project
initiative-kind-programme = Programme
initiative-kind-pre-study = Pre-study
initiative-kind-network = Network
initiative-kind-test-site = Test site
initiative-kind-company-group = Company group
initiative-status-idea = An idea
initiative-status-ongoing = Going on
initiative-status-ended = Ended
initiative-status-unknown = Not known whether it goes on
partner-role-lead = lead
partner-role-partner = partner
partner-role-funder = funder
partner-role-host = host
activity-kind-course = Course
activity-kind-field-day = Field day
activity-kind-breakfast = Breakfast meeting
activity-kind-seminar = Seminar
activity-kind-webinar = Webinar
activity-kind-conference = Conference
activity-kind-fair = Fair
activity-kind-study-trip = Study trip
activity-kind-network-meeting = Network meeting
form-on-site = On site
form-online = Online
form-hybrid = On site and online
activity-status-planned = Planned
activity-status-published = Published
activity-status-cancelled = Cancelled
activity-status-postponed = Postponed
precision-exact = exact spot
precision-place = the place
precision-region = the area

# Faults of a folder
fault-nothing = there is nothing
fault-found = found { $found }
fault-format = expected { $value }
fault-one-of = expected one of: { $value }
fault-type = expected the JSON type { $value }
fault-required = the field is required
fault-no-field = there is no such field
fault-no-field-near = there is no such field; was { $value } meant?
fault-not-empty = expected something that is not empty
fault-at-most = expected at most { $value }
fault-at-least = expected at least { $value }
fault-when = expected start and zone, or first_day, or date, and the end not before the start
fault-forward = expected an end that is not before the start
fault-reference = expected the id of a record of: { $value }
fault-unique = expected something that no other has
fault-county = expected the municipality’s own county, { $value }
fault-circle = a circle: the record lies above itself
fault-readable = cannot be read: { $value }
fault-file = the file does not belong in the folder
fault-other = { $value }
format-id = an id of lower-case letters a–z, digits and single hyphens, at most 80 characters
format-slug = a slug of lower-case letters a–z, digits and single hyphens, at most 80 characters
format-web-address = a web address that begins with http:// or https://
format-mail-address = a mail address
format-language = a language code of two letters, such as sv
format-currency = a currency code of three capitals, such as SEK
format-time-zone = a time zone by its IANA name, such as Europe/Stockholm
format-day = a day, such as 2024-04-18
format-local-time = a local time, such as 2024-04-18T09:00
format-edtf = an EDTF date, such as 2014, 2014-05, 2014-23 (autumn), 2018~ or 2014/..
format-county = a county code of two digits, such as 09
format-municipality = a municipality code of four digits, such as 0980

# Lists: the filter, what was found, and help when nothing is
count-hits = { $count ->
    [one] 1 hit
   *[other] { $count-written } hits
  }
list-heading = The list
filter-open = Filter
filter-label = Filter the list
filter-words = Search the list
filter-period = Time
filter-kind = What
filter-sort = Sort
filter-theme = Theme
filter-county = County
filter-municipality = Municipality
filter-cluster = Cluster
filter-form = Form
filter-status = Status
filter-lang = Language of the text
filter-near = Near
filter-near-place = Place
filter-within = Within
filter-days = Between two days
filter-from = From
filter-until = Until
filter-more = { $count ->
    [one] 1 more
   *[other] { $count-written } more
  }
filter-show = Show
filter-clear = Clear all
filter-chosen = What you have chosen
filter-remove = Remove
within-km = { $count-written } km
period-all = All time
period-upcoming = Upcoming
period-going-on = Going on or to come
period-past = Past
lang-sv = Swedish
lang-en = English
chosen-from = From { $day }
chosen-until = Until { $day }
chosen-near = Near { $place }
chosen-within = Within { $km } km
chosen-bbox = In the part of the map
chosen-words = “{ $words }”
search-heading = Search the network
search-heading-words = Search: { $words }
search-lead = Search among clusters, activities, initiatives, themes and results.
search-label = Search for
search-button = Search
search-hint = Try for example
search-suggestions = Suggestions
search-corrected = Nobody writes “{ $typed }” here. You see hits for
search-none-exact = Nothing has all the words. You see what comes nearest.
search-some-exact = { $count ->
    [one] The first one has all the words, the others nearly all.
   *[other] The first { $count-written } have all the words, the others nearly all.
  }
no-activities = No activities have been entered yet.
no-records = There is nothing here yet.
filter-no-theme = There is no theme called { $name } here.
filter-no-cluster = There is no cluster called { $name } here.
zero-title = Nothing was found
zero-try = Try instead:
zero-without = Without the filter { $part }
zero-around = { $county }, the county next to it
zero-everywhere = The same words in the whole network
zero-other-words = Try other words, or fewer.
zero-ask = Do ask those who work there:
zero-contact = Ask the network
bad-filter-without = Show the list without it
bad-not-one-of = “{ $value }” cannot stand in { $key }.
bad-one-of = Write one of { $words }.
bad-no-such-key = This list has no { $key }.
bad-slug = “{ $value }” in { $key } is not a name in an address: small letters a–z, digits and hyphens.
bad-county = “{ $value }” in { $key } is not the code of a county. Write two digits, such as 05 for Östergötland.
bad-municipality = “{ $value }” in { $key } is not the code of a municipality. Write four digits, such as 0580 for Linköping.
bad-date = “{ $value }” in { $key } is not a date. Write it like 2026-12-01.
bad-backwards = The last day ({ $key }), { $value }, comes before the first. Write a later one.
bad-position = “{ $value }” in { $key } is not a place on Earth. Write latitude and longitude, such as 58.4,15.6.
bad-distance = “{ $value }” in { $key } is not a distance. Write whole kilometres, 300 at most.
bad-within-alone = A distance ({ $key }, { $value } km) needs a place: write it in near.
bad-bounds = “{ $value }” in { $key } is not a rectangle. Write west, south, east and north in degrees with commas between.
bad-too-long-words = The text in { $key } is too long. At most { $most } characters will do.
initiatives-going-on = Going on or to come
initiatives-over = Ended
initiatives-undated = Without a date

# Feeds and open data
feed-news = New in the network
practice-abstract = As an EIP-AGRI practice abstract (JSON)
