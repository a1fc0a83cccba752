use super::*;
use proptest::prelude::*;

fn home() -> Url {
    "https://www.a.example/".parse().expect("a URL")
}

fn linked(path: &str, text: &str) -> Candidate {
    let url = home().join(path).expect("a URL");
    Candidate { url, text: text.to_owned(), found: Origin::Link, depth: 1, traits: Traits::default() }
}

fn articles(count: usize) -> Vec<Candidate> {
    (0..count).map(|n| linked(&format!("/actualites/article-{n}"), "Lire la suite")).collect()
}

fn reasons(sample: &[Chosen]) -> Vec<Reason> {
    sample.iter().map(|chosen| chosen.reason).collect()
}

#[test]
fn pages_the_referential_names_come_first_each_with_its_reason() {
    let mut candidates = articles(50);
    candidates.push(linked("/p?id=3", "Mentions légales"));
    candidates.push(linked("/ecrire", "Contactez-nous"));
    candidates.push(linked("/declaration-accessibilite", ""));
    let sample = draw(&home(), &candidates, 15, 1);
    assert_eq!(reasons(&sample)[..4], [Reason::Home, Reason::Contact, Reason::Legal, Reason::Accessibility]);
    assert_eq!(sample[2].url.as_str(), "https://www.a.example/p?id=3");
    assert_eq!(sample.len(), 15);
}

#[test]
fn a_part_is_left_to_chance_whatever_has_a_name() {
    let sections: Vec<_> = (0..40).map(|n| linked(&format!("/s{n}/page"), "Page")).collect();
    let sample = draw(&home(), &sections, 15, 1);
    assert_eq!(reasons(&sample).iter().filter(|reason| **reason == Reason::Random).count(), 2);
    assert_eq!(reasons(&sample).iter().filter(|reason| **reason == Reason::Layout).count(), 12);
}

#[test]
fn one_page_of_each_layout_before_a_second_of_any() {
    let mut candidates = articles(30);
    candidates.push(linked("/services/eau/payer", "Payer"));
    let sample = draw(&home(), &candidates, 5, 7);
    assert!(sample.iter().any(|chosen| chosen.url.path() == "/services/eau/payer"), "{sample:?}");
}

#[test]
fn a_form_a_table_and_media_are_taken_where_they_are_known() {
    let mut candidates = articles(30);
    candidates[7].traits = Traits { form: true, ..Traits::default() };
    candidates[9].traits = Traits { table: true, media: true, ..Traits::default() };
    let sample = draw(&home(), &candidates, 15, 1);
    assert_eq!(reasons(&sample)[1..3], [Reason::Form, Reason::Table]);
}

#[test]
fn translations_take_no_seat_while_there_are_pages_of_the_sites_own() {
    let mut candidates = articles(20);
    candidates.extend((0..40).map(|n| linked(&format!("/en/news/article-{n}"), "Read more")));
    candidates.push(linked("/en/contact", "Contact"));
    let sample = draw(&home(), &candidates, 15, 1);
    assert!(sample.iter().all(|chosen| !chosen.url.path().starts_with("/en/")), "{sample:?}");
    assert_eq!(
        draw(&home(), &candidates[15..], 15, 1).len(),
        15,
        "they are taken where there is nothing else"
    );
}

#[test]
fn the_surest_of_several_is_taken() {
    let candidates = [
        linked("/presse/contact", ""),
        linked("/ecrire", "Contact presse et radio"),
        linked("/nous", "Contact"),
    ];
    assert_eq!(draw(&home(), &candidates, 15, 1)[1].url.path(), "/nous");
}

#[test]
fn a_small_site_is_taken_whole_and_a_bare_one_is_its_home_page() {
    assert_eq!(draw(&home(), &articles(3), 15, 1).len(), 4);
    assert_eq!(reasons(&draw(&home(), &[], 15, 1)), [Reason::Home]);
}

#[test]
fn variants_of_the_home_page_are_not_taken_again() {
    let candidates = [linked("http://a.example/", "Accueil"), linked("/#contenu", "Contenu")];
    assert_eq!(draw(&home(), &candidates, 15, 1).len(), 1);
}

#[test]
fn another_seed_draws_other_pages_of_chance() {
    let candidates = articles(200);
    assert_ne!(draw(&home(), &candidates, 15, 1), draw(&home(), &candidates, 15, 2));
}

#[test]
fn a_page_of_a_kind_says_so_by_the_kinds_own_code() {
    for kind in NamedKind::ALL {
        assert_eq!(Reason::from(*kind).code(), kind.code());
    }
}

proptest! {
    #[test]
    fn order_does_not_matter_and_limits_hold(
        paths in prop::collection::vec("(/[a-c]{1,2}){1,3}(\\?[a-b]=1)?", 0..40),
        texts in prop::collection::vec(prop_oneof!["contact", "Plan du site", "[a-z]{0,5}"], 40),
        pages in 1usize..20,
        seed in any::<u64>(),
    ) {
        let mut candidates: Vec<_> = paths.iter().zip(&texts).map(|(path, text)| linked(path, text)).collect();
        let sample = draw(&home(), &candidates, pages, seed);
        candidates.reverse();
        prop_assert_eq!(&draw(&home(), &candidates, pages, seed), &sample);
        prop_assert!(sample.len() <= pages);
        prop_assert_eq!(sample[0].reason, Reason::Home);
        let keys: HashSet<_> = sample.iter().map(|chosen| page_key(&chosen.url)).collect();
        prop_assert_eq!(keys.len(), sample.len());
    }
}
