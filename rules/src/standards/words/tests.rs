//! Tests of texts that the lists match, and of texts that they must not match.

use std::collections::HashSet;

use super::lists::List;
use super::*;
use proptest::prelude::*;

#[test]
fn every_list_is_in_its_place_and_has_no_entry_twice() {
    for (at, list) in List::ALL.into_iter().enumerate() {
        assert_eq!(list as usize, at, "{list:?}");
        let mut seen = HashSet::new();
        for entry in list.written() {
            let folded = if list.is_folded() { normalise(entry) } else { entry.to_owned() };
            assert!(!folded.is_empty(), "{list:?}: {entry}");
            assert!(seen.insert(folded), "{list:?}: {entry} stands twice");
        }
    }
}

#[test]
fn folding_forgets_case_accents_punctuation_and_spaces() {
    assert_eq!(normalise("  «\u{a0}En savoir   PLUS\u{a0}» › "), "en savoir plus");
    assert_eq!(normalise("E\u{301}cole d’œuvres – Noël"), "ecole d oeuvres noel");
    assert_eq!(normalise("… ★ !"), "");
    assert_eq!(normalise("Ελλάδα"), "ελλάδα");
    assert_eq!(normalise("Čeština, Tiếng Việt, smørrebrød, Å"), "cestina tieng viet smorrebrod a");
    assert_eq!(normalise("Русский"), "русский");
}

#[test]
fn generic_links_are_known_with_any_ornament() {
    for text in [
        "En savoir plus",
        "en savoir +",
        "LIRE LA SUITE…",
        "› Cliquez ici",
        "Read more »",
        "ici",
        "En savoir plus (nouvelle fenêtre)",
        "En savoir plus - s’ouvre dans un nouvel onglet",
        "Nouvelle fenêtre : lire la suite",
    ] {
        assert!(is_generic_link(text), "{text}");
    }
}

#[test]
fn a_link_that_says_more_is_left_alone() {
    for text in [
        "En savoir plus sur les aides au logement",
        "Lire la suite : le budget 2026",
        "Plus beaux villages",
        "Accueil",
        "Suivant",
        "Contact",
        "Page 2",
        "",
        "→",
        "nouvelle fenêtre sur le port",
        "Ici Mairie",
    ] {
        assert!(!is_generic_link(text), "{text}");
    }
}

#[test]
fn placeholders_are_known() {
    assert!(
        is_placeholder_image_name("Image")
            && is_placeholder_image_name("[photo]")
            && is_placeholder_image_name("undefined")
    );
    assert!(is_placeholder_frame_title("iframe") && is_placeholder_page_title("Document sans titre"));
    assert!(is_placeholder_heading("Votre titre ici") && is_placeholder_button_name("Bouton"));
    assert!(is_placeholder_field_label("[object Object]"));
}

#[test]
fn short_names_that_mean_something_are_left_alone() {
    for text in [
        "Logo",
        "Marianne",
        "Photo de la mairie",
        "Plan",
        "Image 1",
        "1",
        "Titre de séjour",
        "Formulaire",
        "Vidéo",
        "OK",
    ] {
        assert!(!is_placeholder_image_name(text), "{text}");
        assert!(!is_placeholder_heading(text), "{text}");
        assert!(!is_placeholder_field_label(text), "{text}");
    }
    assert!(!is_placeholder_page_title("Accueil") && !is_placeholder_button_name("Envoyer"));
    assert!(!is_placeholder_frame_title("Contenu technique"));
}

#[test]
fn file_names_are_told_from_sentences_and_brands() {
    for text in ["photo.jpg", "IMG_2034.JPEG", "logo-ville(2).png", "rapport.pdf", "mairie.min.svg"] {
        assert!(is_file_name(text), "{text}");
    }
    for text in [
        "Node.js",
        "3.14",
        "Convertir en .jpg",
        "voir photo.jpg",
        "exemple.fr",
        ".png",
        "J.-P. Key",
        "mairie",
        "",
    ] {
        assert!(!is_file_name(text), "{text}");
    }
}

#[test]
fn camera_names_need_their_numbers() {
    assert!(
        is_camera_name("IMG_2034")
            && is_camera_name("DSC01234")
            && is_camera_name("image001")
            && is_camera_name("IMG 20240112")
    );
    assert!(
        !is_camera_name("Image 2024")
            && !is_camera_name("IMG")
            && !is_camera_name("DSC 12")
            && !is_camera_name("photo 123")
    );
}

#[test]
fn addresses_identifiers_and_layers_are_known_by_their_form() {
    assert!(
        is_url("https://ville.example/a") && is_url("www.ville.example") && is_url("//cdn.example/logo.png")
    );
    assert!(!is_url("https://") && !is_url("voir https://ville.example") && !is_url("ville.example"));
    assert!(
        is_opaque_identifier("550e8400-e29b-41d4-a716-446655440000")
            && is_opaque_identifier("d41d8cd98f00b204e980")
    );
    assert!(
        !is_opaque_identifier("0123456789012345")
            && !is_opaque_identifier("décade")
            && !is_opaque_identifier("abcdef")
    );
    assert!(
        is_editor_leftover("Layer 1")
            && is_editor_leftover("Calque_2")
            && is_editor_leftover("Plan de travail 1")
    );
    assert!(
        !is_editor_leftover("Groupe 3") && !is_editor_leftover("Calque") && !is_editor_leftover("Couche 2")
    );
}

#[test]
fn words_are_found_inside_a_text_and_only_whole() {
    assert!(
        names_a_colour("Les champs en rouge") && !names_a_colour("Infrarouges") && !names_a_colour("Vertou")
    );
    assert!(announces_site_map("Consulter le plan du site") && !announces_site_map("Plan du sitecte"));
    assert!(announces_search("Rechercher sur le site") && !announces_search("Chercheurs"));
    assert!(
        marks_as_required("Nom *") && marks_as_required("Nom (obligatoire)") && !marks_as_required("Nom")
    );
}

#[test]
fn signs_are_told_from_words() {
    assert!(
        is_only_punctuation("…")
            && is_only_punctuation("★★")
            && !is_only_punctuation("")
            && !is_only_punctuation("a.")
    );
    assert!(has_emoji("Fête 🎉") && has_emoji("❤️") && !has_emoji("© 2026 – 100 % → suite"));
}

#[test]
fn extensions_are_read_off_addresses() {
    assert!(
        has_document_extension("/docs/Budget.PDF?v=2#page=3")
            && has_media_extension("https://media.example/a/son.mp3")
    );
    assert!(
        !has_document_extension("/pdf")
            && !has_document_extension("/.pdf")
            && !has_document_extension("https://ville.example/")
    );
}

#[test]
fn hosts_count_with_their_subdomains_only() {
    assert!(is_media_host("www.youtube.com") && is_media_host("YOUTU.BE"));
    assert!(
        !is_media_host("notyoutube.com") && !is_media_host("youtube.com.ville.example") && !is_media_host("")
    );
}

#[test]
fn search_fields_are_known_by_their_names() {
    assert!(
        is_search_field_name("q") && is_search_field_name("mots-cles") && !is_search_field_name("quantite")
    );
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in "\\PC{0,60}") {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once);
    }

    #[test]
    fn no_text_makes_a_matcher_panic(text in "(\\PC|[a-z.:/_ -]){0,60}") {
        let _ = (is_generic_link(&text), is_file_name(&text), is_camera_name(&text), is_url(&text));
        let _ = (is_editor_leftover(&text), is_opaque_identifier(&text), has_document_extension(&text));
    }
}
