//! Pictures of texts: texts that the rules on contrast would fail are pictured wherever they are, and no others.

use super::one_browser;
use crawler::browser::{Attention, Pool};
use rules::{
    Page,
    page::witness::{Pixel, Sight},
};
use url::Url;

async fn page(pool: &Pool, body: &str) -> Page {
    let page = format!(
        "<!doctype html><html lang=fr><title>Essai</title><style>body {{ background: #fff; color: #222 }} \
        .pale {{ color: #aaa }}</style><body>{body}</body></html>"
    );
    let encoded: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
    let url = format!("data:text/html;charset=utf-8,{}", encoded.replace('+', "%20"));
    let captured = pool.capture(&Url::parse(&url).unwrap(), Attention::WALKED, || ()).await.unwrap();
    Page::new(captured.snapshot().unwrap()).unwrap()
}

fn sights(page: &Page) -> Vec<Sight> {
    let witness = page.sections().witness.as_ref().expect("the page was looked at");
    witness.sights.iter().map(|(_, sight)| *sight).collect()
}

const WHITE: Pixel = [255; 3];

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_would_be_accused_is_seen_wherever_it_stands() {
    let pool = one_browser().await;
    let places = [
        "<p class=pale>Texte</p>",
        "<div style='height:7000px'></div><p class=pale>Texte</p>",
        "<div id=hote></div><script>hote.attachShadow({ mode: 'open' }).innerHTML = '<p style=color:#aaa>Texte</p>'</script>",
        "<iframe title=Cadre srcdoc=\"<body style='background:#fff'><p style='color:#aaa'>Texte</p>\"></iframe>",
        "<p class=pale style='transition: all 5s'>Texte</p>",
        "<form><input type=submit class=pale style='background: #fff' value=Envoyer></form>",
        // A link of another colour inside the box of the text's lines does not count as its letters.
        "<p class=pale style='width: 100px'>Un texte <a href='#a' style='color: #000'>avec un lien</a> sur des lignes</p>",
        "<p class=pale style='position: absolute; top: 900px'>Texte</p><div style='height: 3000px'></div>\
        <div style='position: fixed; bottom: 0; left: 0; right: 0; height: 300px; background: #333'></div>",
    ];
    for place in places {
        let page = page(&pool, place).await;
        let seen = sights(&page);
        assert!(!seen.is_empty(), "{place}");
        for sight in seen {
            assert!(sight.shows_letters() && sight.ground == WHITE && sight.is_plain(), "{place} {sight:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_would_be_accused_nothing_is_looked_at() {
    let pool = one_browser().await;
    assert_eq!(sights(&page(&pool, "<p>Texte</p><img alt='' src='data:,'>").await), []);
}
