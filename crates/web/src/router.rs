//! Every address in reading order. All of them are open to everyone; what changes anything comes with people.

use axum::Router;
use axum::routing::{MethodRouter, get};
use model::Lang;

use crate::addresses::{Room, home, news, poster, practice_abstract};
use crate::outputs;
use crate::pages;
use crate::serve::{assets, cache, error, fair, guard, health};
use crate::site::App;

/// The whole site, ready to be served.
pub fn router(app: App) -> Router {
    let cached =
        |router: Router<App>| router.route_layer(axum::middleware::from_fn_with_state(app.clone(), cache::pages));
    Router::new()
        .merge(cached(public_pages()))
        .merge(suggestions())
        .route("/assets/{*name}", get(assets::serve))
        .route("/favicon.ico", get(assets::favicon))
        .route("/robots.txt", get(health::robots))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(error::not_found)
        .method_not_allowed_fallback(error::wrong_method)
        .layer(axum::middleware::from_fn_with_state(app.clone(), outputs::endings))
        .layer(axum::middleware::from_fn(guard::canonical_path))
        .layer(axum::middleware::from_fn_with_state(app.clone(), fair::share))
        .layer(axum::middleware::from_fn(guard::limits))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::patience))
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(error::panicked))
        .layer(axum::middleware::from_fn_with_state(app.clone(), error::pages))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::headers))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::observe))
        .with_state(app)
}

/// What someone may be about to type: not kept, since each is asked for once.
fn suggestions() -> Router<App> {
    let paths = Lang::ALL.into_iter().zip(pages::search::SUGGEST);
    paths.fold(Router::new(), |router, (lang, last)| {
        router.route(&format!("{}/{last}", Room::Search.path(lang)), get(pages::search::suggest))
    })
}

/// The pages that everyone may read, each in both languages.
fn public_pages() -> Router<App> {
    let mut router = Router::new();
    for lang in Lang::ALL {
        router = router.route(home(lang), get(pages::home::show));
    }
    let mut both = |room: Room, below: &str, handler: MethodRouter<App>| {
        for lang in Lang::ALL {
            let path = format!("{}{below}", room.path(lang));
            router = std::mem::take(&mut router).route(&path, handler.clone());
        }
    };
    both(Room::Search, "", get(pages::search::show));
    both(Room::Clusters, "", get(pages::clusters::list));
    both(Room::Clusters, "/{slug}", get(pages::clusters::show));
    both(Room::Activities, "", get(pages::activities::list));
    both(Room::Activities, "/{slug}", get(pages::activities::show));
    both(Room::Map, "", get(pages::map::show));
    both(Room::Calendar, "", get(pages::calendar::now));
    both(Room::Calendar, "/{sheet}", get(pages::calendar::show));
    both(Room::Initiatives, "", get(pages::initiatives::list));
    both(Room::Initiatives, "/{slug}", get(pages::initiatives::show));
    both(Room::Themes, "", get(pages::themes::list));
    both(Room::Themes, "/{slug}", get(pages::themes::show));
    both(Room::Challenges, "", get(pages::challenges::list));
    both(Room::Challenges, "/{slug}", get(pages::challenges::show));
    both(Room::Results, "", get(pages::results::list));
    both(Room::Results, "/{slug}", get(pages::results::show));
    both(Room::Clippings, "", get(pages::clippings::list));
    both(Room::Clippings, "/{slug}", get(pages::clippings::show));
    both(Room::Organisations, "", get(pages::organisations::list));
    both(Room::Organisations, "/{slug}", get(pages::organisations::show));
    both(Room::Numbers, "", get(pages::numbers::show));
    both(Room::About, "", get(pages::about::show));
    both(Room::AboutData, "", get(pages::about::data));
    both(Room::AboutAccessibility, "", get(pages::about::accessibility));
    both(Room::AboutPrivacy, "", get(pages::about::privacy));
    for lang in Lang::ALL {
        let path = format!("{}/{{slug}}/{}", Room::Activities.path(lang), poster(lang));
        router = router.route(&path, get(pages::activities::poster::show));
        let path = format!("{}/{{slug}}/{}", Room::Results.path(lang), practice_abstract(lang));
        router = router.route(&path, get(outputs::practice::show));
        router = router.route(news(lang), get(outputs::news::show));
    }
    for path in outputs::catalogue::PATHS {
        router = router.route(path, get(outputs::catalogue::show));
    }
    router
}
