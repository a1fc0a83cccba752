use super::*;
use std::collections::BTreeMap;

/// Code after the correction of a defect.
fn mended(reason: &str, html: &str, data: &[(&str, &str)]) -> Option<String> {
    let data: BTreeMap<&str, &str> = data.iter().copied().collect();
    let finding = serde_json::json!({
        "id": "0", "rule": "rule", "outcome": "failed", "reason": reason, "data": data,
        "tests": [], "html": html, "count": 1, "places": [],
    });
    let finding: Finding = serde_json::from_value(finding).unwrap();
    Remedy::from_finding(&finding, Language::French).map(|remedy| remedy.after.to_string())
}

#[test]
fn what_only_a_person_knows_is_in_brackets() {
    let frame = mended("frame-title-empty", "<iframe src=\"/carte.html\" title></iframe>", &[]).unwrap();
    assert_eq!(frame, "<iframe src=\"/carte.html\" title=\"[ce que montre le cadre]\"></iframe>");
    let link = mended("link-unnamed", "<a href=\"/\"><img src=\"a.png\"></a>", &[]).unwrap();
    assert_eq!(link, "<a href=\"/\">[où mène le lien]<img src=\"a.png\"></a>");
    let title = mended("title-of-another-page", "<title>Accueil</title>", &[]).unwrap();
    assert_eq!(title, "<title>[nom de la page – nom du site]</title>");
    let group = mended("group-without-legend", "<fieldset><input type=\"radio\">", &[]).unwrap();
    assert_eq!(group, "<fieldset><legend>[la question du groupe]</legend><input type=\"radio\">");
    assert_eq!(mended("group-without-legend", "<div role=\"group\"></div>", &[]), None);
}

#[test]
fn what_the_page_tells_is_written_as_it_tells_it() {
    let lang = mended("language-unmarked", "<p>Good morning</p>", &[("found", "en")]).unwrap();
    assert_eq!(lang, "<p lang=\"en\">Good morning</p>");
    assert_eq!(mended("language-unmarked", "<p>Good morning</p>", &[]), None);
    let body = mended(
        "presentational-attribute",
        "<body bgcolor=\"#fff\" id=\"a\" text=\"#000\">…",
        &[("attributes", "bgcolor, text")],
    );
    assert_eq!(body.unwrap(), "<body id=\"a\">…");
    let colour = mended("text-colour-without-ground", "<body>…", &[("colour", "rgb(1, 2, 3)")]).unwrap();
    assert_eq!(colour, "color: rgb(1, 2, 3);\nbackground-color: [la couleur du fond];");
    let copied = mended("only-xml-lang", "<html xml:lang=\"fr-FR\">…", &[]).unwrap();
    assert_eq!(copied, "<html xml:lang=\"fr-FR\" lang=\"fr-FR\">…");
    let caption = [("caption", "La «\u{A0}Marianne\u{A0}», dite \"buste\"")];
    let figure = mended("figure-without-label", "<figure></figure>", &caption).unwrap();
    assert!(figure.contains("aria-label=\"La «\u{A0}Marianne\u{A0}», dite &quot;buste&quot;\""), "{figure}");
    assert_eq!(mended("figure-without-label", "<figure></figure>", &[("caption", "Une très lon…")]), None);
}

#[test]
fn a_field_gets_a_label_that_names_it() {
    let own = mended("field-without-label", "<input type=\"text\" id=\"nom\">", &[]).unwrap();
    assert_eq!(own, "<label for=\"nom\">[ce qui est attendu]</label>\n<input type=\"text\" id=\"nom\">");
    let new = mended("field-without-label", "<textarea name=\"m\"></textarea>", &[]).unwrap();
    assert!(new.ends_with("\n<textarea name=\"m\" id=\"[identifiant unique]\"></textarea>"), "{new}");
    let right = mended("field-without-label", "<input type=\"radio\" id=\"oui\">", &[]).unwrap();
    assert!(right.starts_with("<input"), "the label of a box stands on its right: {right}");
    let around = mended("label-without-for", "<input name=\"nom\">", &[]).unwrap();
    assert!(around.starts_with("<label for=\"[identifiant unique]\">…\n<input"), "{around}");
    let by_id = [("attribute", "aria-labelledby")];
    assert_eq!(mended("field-label-blank", "<input aria-labelledby=\"x\">", &by_id), None);
}

#[test]
fn each_of_several_choices_says_when_it_is_the_right_one() {
    let svg = mended("svg-bare", "<svg><path></path></svg>", &[]).unwrap();
    let lines: Vec<&str> = svg.lines().collect();
    assert_eq!(
        lines,
        [
            "<!-- si l’image informe -->",
            "<svg role=\"img\" aria-label=\"[ce que l’image apporte]\"><path></path></svg>",
            "",
            "<!-- si elle décore -->",
            "<svg aria-hidden=\"true\"><path></path></svg>",
        ]
    );
    assert_eq!(mended("scope-on-data-cell", "<td scope=\"row\">cut sho…", &[("scope", "row")]), None);
}

#[test]
fn what_is_too_much_is_taken_away() {
    assert_eq!(mended("presentational-element", "<center><b>a</b></center>", &[]).unwrap(), "<b>a</b>");
    assert_eq!(mended("presentational-element", "<font size=\"2\">cut sho…", &[]), None);
    let zoom = "<meta name=\"viewport\" content=\"width=device-width, maximum-scale=1, user-scalable=no\">";
    let mended_zoom = mended("viewport-blocks-zoom", zoom, &[]).unwrap();
    assert_eq!(mended_zoom, "<meta name=\"viewport\" content=\"width=device-width\">");
    let gone = mended("reload-delayed", "<meta http-equiv=\"refresh\" content=\"60\">", &[]).unwrap();
    assert_eq!(gone, "<!-- balise retirée -->");
    let hidden = mended("aria-hidden-focusable", "<div aria-hidden=\"true\"><a></a></div>", &[]).unwrap();
    assert_eq!(hidden, "<div><a></a></div>");
    assert_eq!(mended("aria-hidden-focusable", "<a href=\"/\"></a>", &[]), None, "nothing would change");
}
